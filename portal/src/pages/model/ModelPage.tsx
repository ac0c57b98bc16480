import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import type { ModelOffer } from "../../api/model";
import { RequestFailure } from "../../api/problem";
import { modelQuery } from "../../api/queries";
import { FailureNotice, Notice } from "../../components/Notice";
import { Absent, Rate } from "../../components/Rate";
import { StatusLabel } from "../../components/StatusLabel";
import { useI18n } from "../../i18n/I18n";
import { serviceLink } from "../search/hit";
import styles from "./ModelPage.module.css";
import { WINDOWS } from "./state";

/** One model wherever it is offered: prices and what was measured, side by side. */
export function ModelPage() {
  const { t } = useI18n();
  const { model } = useParams({ from: "/models/$model" });
  const { window = "30d" } = useSearch({ from: "/models/$model" });
  const answer = useQuery(modelQuery(model, window));
  const absent = answer.error instanceof RequestFailure && answer.error.status === 404;
  return (
    <>
      <title>{`${model} – LLM Marketplace`}</title>
      <h1 className={styles.title}>{t("model.title", { model })}</h1>
      <nav aria-label={t("model.window")} className={styles.windows}>
        {WINDOWS.map((each) => (
          <Link
            key={each}
            to="/models/$model"
            params={{ model }}
            search={each === "30d" ? {} : { window: each }}
            activeOptions={{ exact: true }}
            aria-current={each === window ? "true" : undefined}
          >
            {t(`model.window.${each}`)}
          </Link>
        ))}
      </nav>
      {absent ? (
        <Notice title={t("model.absent", { model })}>
          <p>
            <Link to="/" search={{ q: model }}>
              {t("service.absent.search")}
            </Link>
          </p>
        </Notice>
      ) : answer.error ? (
        <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
      ) : (
        <Offers offers={answer.data?.services} />
      )}
    </>
  );
}

function Offers({ offers }: { offers: readonly ModelOffer[] | undefined }) {
  const { t } = useI18n();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t("model.offers")}>
      <table className={styles.offers} aria-busy={offers === undefined}>
        <caption className={styles.caption}>{t("model.hint")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("model.service")}</th>
            <th scope="col">{t("table.price-input")}</th>
            <th scope="col">{t("table.price-output")}</th>
            <th scope="col">{t("model.uptime")}</th>
            <th scope="col">{t("model.firstToken")}</th>
            <th scope="col">{t("model.speed")}</th>
            <th scope="col">{t("model.sample")}</th>
          </tr>
        </thead>
        <tbody>
          {offers?.map((offer) => (
            <Offer key={offer.service.id} offer={offer} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Offer({ offer: { service, quality } }: { offer: ModelOffer }) {
  const { t, format } = useI18n();
  const few = <Absent label={t("model.few")} />;
  const { firstTokenMillis: first, tokensPerSecond: speed } = quality;
  return (
    <tr>
      <th scope="row">
        <Link to="/services/$provider/$service" params={serviceLink(service)}>
          {service.name}
        </Link>{" "}
        {(service.callable || service.status !== "active") && <StatusLabel service={service} />}
      </th>
      <td>
        <Rate pricing={service.pricing} name={service.pricing?.model === "per-request" ? "request" : "input"} />
      </td>
      <td>
        <Rate pricing={service.pricing} name="output" />
      </td>
      <td>{quality.availability === undefined ? few : format.percent(quality.availability)}</td>
      <td>
        {first.p50 === undefined || first.p95 === undefined
          ? few
          : `${format.duration(first.p50)} / ${format.duration(first.p95)}`}
      </td>
      <td>{speed.p50 === undefined ? few : format.number(Math.round(speed.p50))}</td>
      <td>{format.number(quality.calls)}</td>
    </tr>
  );
}
