import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { RequestFailure } from "../../api/problem";
import { serviceQuery, versionsQuery } from "../../api/queries";
import { FailureNotice, Notice } from "../../components/Notice";
import { useI18n } from "../../i18n/I18n";
import { ServiceDetails } from "./ServiceDetails";
import styles from "./ServicePage.module.css";

/** One service: fetched by its name, shown in the version that the address names, else in the current one. */
export function ServicePage() {
  const { t } = useI18n();
  const { provider, service } = useParams({ from: "/services/$provider/$service" });
  const { version } = useSearch({ from: "/services/$provider/$service" });
  const current = useQuery(serviceQuery(provider, service));
  const id = current.data?.id;
  const versions = useQuery({ ...versionsQuery(id ?? ""), enabled: id !== undefined });
  const shown = version ? versions.data?.items.find((item) => item.version === version) : current.data;
  const failure = current.error ?? (version ? versions.error : null);

  if (failure) {
    return <Failure name={`${provider}/${service}`} error={failure} retry={() => void current.refetch()} />;
  }
  if (current.data && !shown && versions.data) {
    return (
      <Notice title={t("service.noVersion", { version: version ?? "" })}>
        <p>
          <Link to="/services/$provider/$service" params={{ provider, service }}>
            {t("service.toCurrent", { version: current.data.version })}
          </Link>
        </p>
      </Notice>
    );
  }
  if (!current.data || !shown) {
    return <Placeholder name={`${provider}/${service}`} />;
  }
  return <ServiceDetails service={shown} current={current.data} versions={versions} />;
}

function Failure({ name, error, retry }: { name: string; error: Error; retry: () => void }) {
  const { t } = useI18n();
  const absent = error instanceof RequestFailure && error.status === 404;
  return (
    <>
      <title>{`${name} – LLM Marketplace`}</title>
      <h1 className={styles.loading}>{name}</h1>
      {absent ? (
        <Notice title={t("service.absent", { name })}>
          <p>
            <Link to="/" search={{ q: name.slice(name.indexOf("/") + 1) }}>
              {t("service.absent.search")}
            </Link>
          </p>
        </Notice>
      ) : (
        <FailureNotice error={error} retry={retry} />
      )}
    </>
  );
}

/** The name is known from the address: it stands at once, and the rest fills in below. */
function Placeholder({ name }: { name: string }) {
  const { t } = useI18n();
  return (
    <div aria-busy="true">
      <title>{`${name} – LLM Marketplace`}</title>
      <h1 className={styles.loading}>{name}</h1>
      <p role="status" className="visually-hidden">
        {t("loading")}
      </p>
      <div className={styles.placeholder} />
    </div>
  );
}
