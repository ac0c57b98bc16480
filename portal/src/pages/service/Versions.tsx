import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Service } from "../../api/model";
import { StatusLabel } from "../../components/StatusLabel";
import { useI18n } from "../../i18n/I18n";
import { serviceLink } from "../search/hit";
import { Section } from "./Section";
import styles from "./Versions.module.css";

interface Props {
  shown: Service;
  current: Service;
  versions: UseQueryResult<{ items: Service[] }>;
}

/** Every version, highest first; until the list is here, the one that is known. */
export function Versions({ shown, current, versions }: Props) {
  const { t } = useI18n();
  const items = versions.data?.items ?? [current];
  return (
    <Section title={t("versions.title")}>
      <ul className={styles.versions}>
        {items.map((item) => (
          <Version key={item.version} item={item} shown={shown} current={current} />
        ))}
      </ul>
      {versions.isError && (
        <p>
          {t("versions.failed")}{" "}
          <button type="button" className="link-button" onClick={() => void versions.refetch()}>
            {t("retry")}
          </button>
        </p>
      )}
    </Section>
  );
}

function Version({ item, shown, current }: { item: Service; shown: Service; current: Service }) {
  const { format } = useI18n();
  const here = item.version === shown.version;
  return (
    <li className={styles.version}>
      <Link
        to="/services/$provider/$service"
        params={serviceLink(item)}
        search={item.version === current.version ? {} : { version: item.version }}
        resetScroll={false}
        activeOptions={{ exact: true }}
        aria-current={here ? "true" : undefined}
        className={styles.number}
      >
        {item.version}
      </Link>
      <span className={styles.date}>{format.date(item.publishedAt ?? item.createdAt)}</span>
      <StatusLabel service={item} />
    </li>
  );
}
