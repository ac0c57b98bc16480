import type { Pricing, Service } from "../../api/model";
import { Rate } from "../../components/Rate";
import { useI18n } from "../../i18n/I18n";
import { PIECE_RATES, pricesOutput, type RateName, rateLines } from "../../lib/price";
import { PriceHistory } from "./PriceHistory";
import styles from "./Prices.module.css";
import { Section } from "./Section";

/** All prices of the version, with the day and the place they come from. */
export function Prices({ service }: { service: Service }) {
  const { t } = useI18n();
  const { pricing } = service;
  return (
    <Section title={t("prices.title")}>
      {pricing ? <PriceTable pricing={pricing} output={pricesOutput(service)} /> : <p>{t("prices.none")}</p>}
      {pricing && <Provenance service={service} pricing={pricing} />}
      <PriceHistory id={service.id} />
    </Section>
  );
}

function PriceTable({ pricing, output }: { pricing: Pricing; output: boolean }) {
  const { t, format } = useI18n();
  const lines = rateLines(pricing).filter((name) => output || name !== "output");
  const tiers = pricing.tiers ?? [];
  if (lines.length === 0) {
    return <p>{t(pricing.model === "free" ? "prices.free" : "prices.subscription")}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t("prices.unit", { currency: pricing.currency })}>
      <table className={styles.prices}>
        <caption className={styles.caption}>{t("prices.unit", { currency: pricing.currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("prices.kind")}</th>
            <th scope="col">{t(tiers.length > 0 ? "prices.base" : "prices.price")}</th>
            {tiers.map((tier) => (
              <th key={tier.aboveInputTokens} scope="col">
                {t("prices.above", { tokens: format.compact(tier.aboveInputTokens) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((name) => (
            <Line key={name} name={name} pricing={pricing} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ name, pricing }: { name: RateName; pricing: Pricing }) {
  const { t } = useI18n();
  const apiece = PIECE_RATES.some((piece) => piece === name);
  return (
    <tr>
      <th scope="row">
        {t(`rate.${name}`)}
        {apiece && <span className={styles.unit}> {t("prices.apiece")}</span>}
      </th>
      <td>
        <Rate pricing={pricing} name={name} />
      </td>
      {(pricing.tiers ?? []).map((tier) => (
        <td key={tier.aboveInputTokens}>
          <Rate pricing={pricing} name={name} rates={tier.rates} />
        </td>
      ))}
    </tr>
  );
}

function Provenance({ service, pricing }: { service: Service; pricing: Pricing }) {
  const { t, format } = useI18n();
  const { provenance } = pricing;
  const since = service.publishedAt ?? service.createdAt;
  return (
    <p className={styles.provenance}>
      {provenance
        ? t("prices.provenance", {
            source: provenance.source,
            reference: provenance.reference,
            date: format.date(provenance.asOf),
          })
        : t("prices.byProvider", { version: service.version, date: format.date(since) })}
    </p>
  );
}
