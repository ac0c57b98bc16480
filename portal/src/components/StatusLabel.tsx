import type { ServiceSummary } from "../api/model";
import { useI18n } from "../i18n/I18n";
import styles from "./StatusLabel.module.css";

type Standing = Pick<ServiceSummary, "status" | "callable" | "deprecatedAt">;

/** Where a service stands, in words with a sign: callable, listed only, deprecated since, and the rarer ones. */
export function StatusLabel({ service }: { service: Standing }) {
  const { t, term, format } = useI18n();
  if (service.status === "deprecated") {
    return (
      <Label tone="warn" sign="!">
        {service.deprecatedAt
          ? t("status.deprecatedOn", { date: format.date(service.deprecatedAt) })
          : t("status.deprecated")}
      </Label>
    );
  }
  if (service.status !== "active") {
    return (
      <Label tone="warn" sign="!">
        {term("status", service.status)}
      </Label>
    );
  }
  return service.callable ? (
    <Label tone="good" sign="●">
      {t("status.callable")}
    </Label>
  ) : (
    <Label tone="plain" sign="○">
      {t("status.listed")}
    </Label>
  );
}

function Label({ tone, sign, children }: { tone: "good" | "warn" | "plain"; sign: string; children: string }) {
  return (
    <span className={`${styles.label} ${styles[tone]}`}>
      <span aria-hidden="true">{sign}</span> {children}
    </span>
  );
}
