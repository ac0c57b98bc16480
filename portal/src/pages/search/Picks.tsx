import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ServiceSummary } from "../../api/model";
import { recommendationsQuery, trendingQuery } from "../../api/queries";
import { useI18n } from "../../i18n/I18n";
import { serviceLink } from "./hit";
import styles from "./Picks.module.css";

interface Pick {
  readonly service: ServiceSummary;
  readonly reason?: string;
}

/** What is worth a look for somebody who has not asked for anything yet. Below the hits: nothing there can jump. */
export function Picks() {
  const { t, term } = useI18n();
  const trending = useQuery(trendingQuery()).data?.items ?? [];
  const recommended = useQuery(recommendationsQuery()).data?.items ?? [];
  return (
    <>
      <List title={t("picks.trending")} picks={trending} />
      <List
        title={t("picks.recommended")}
        picks={recommended.map(({ service, reason }) => ({ service, reason: term("reason", reason.kind) }))}
      />
    </>
  );
}

function List({ title, picks }: { title: string; picks: readonly Pick[] }) {
  const { t } = useI18n();
  if (picks.length === 0) {
    return null;
  }
  return (
    <section aria-label={title} className={styles.picks}>
      <h2 className={styles.title}>{title}</h2>
      <ul className={styles.list}>
        {picks.map(({ service, reason }) => (
          <li key={service.id}>
            <Link to="/services/$provider/$service" params={serviceLink(service)}>
              {service.title}
            </Link>{" "}
            {reason && <span className={styles.reason}>{t("picks.reason", { reason })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
