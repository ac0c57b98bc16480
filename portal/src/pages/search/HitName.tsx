import { Link } from "@tanstack/react-router";
import type { Hit } from "../../api/model";
import { StatusLabel } from "../../components/StatusLabel";
import { useI18n } from "../../i18n/I18n";
import { RESULT_LINK } from "../../lib/results";
import styles from "./HitName.module.css";
import { serviceLink } from "./hit";
import { Snippet } from "./Snippet";
import type { SearchState } from "./state";

/** What a hit is called, where it stands, and why it is here. The title is the link, nothing around it. */
export function HitName({ hit, state }: { hit: Hit; state: SearchState }) {
  const { term } = useI18n();
  const { service } = hit;
  const highlight = hit.highlights.find(({ field }) => field === "description" || field === "capability");
  return (
    <>
      <span className={styles.line}>
        <Link
          to="/services/$provider/$service"
          params={serviceLink(service)}
          search={state.workload ? { workload: state.workload } : {}}
          className={styles.title}
          {...RESULT_LINK}
        >
          {service.title}
        </Link>
        {(service.callable || service.status !== "active") && <StatusLabel service={service} />}
      </span>
      <span className={styles.facts}>
        <code>{service.name}</code>
        <span>{term("category", service.category)}</span>
        {state.q && <Matched by={hit.matched} />}
      </span>
      {highlight && <Snippet highlight={highlight} />}
    </>
  );
}

function Matched({ by }: { by: readonly string[] }) {
  const { t, term, format } = useI18n();
  if (by.length === 0) {
    return null;
  }
  return (
    <span className={styles.matched}>
      {t("matched", { by: format.list(by.map((reason) => term("matched", reason))) })}
    </span>
  );
}
