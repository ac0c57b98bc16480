import { Link } from "@tanstack/react-router";
import type { Service } from "../../api/model";
import { Notice } from "../../components/Notice";
import { useI18n } from "../../i18n/I18n";
import { serviceLink } from "../search/hit";

/** What a caller must know before the first call: why it cannot be called, that it ends, that a newer version stands. */
export function Callability({ service, current }: { service: Service; current: Service }) {
  const { t, format, term } = useI18n();
  const older = service.version !== current.version;
  return (
    <>
      {!service.callable && (
        <Notice title={t("service.notCallable")} tone="warn" inline>
          <p>{t(`service.why.${obstacle(service)}`, { status: term("status", service.status) })}</p>
          <p>
            <Link to="/" search={{ callable: true, category: [service.category] }}>
              {t("service.findCallable")}
            </Link>
          </p>
        </Notice>
      )}
      {service.status === "deprecated" && service.callable && (
        <Notice title={t("service.deprecated")} tone="warn" inline>
          <p>
            {service.deprecatedAt
              ? t("service.deprecatedSince", { date: format.date(service.deprecatedAt) })
              : t("service.deprecated.text")}
          </p>
        </Notice>
      )}
      {older && (
        <p>
          <Link to="/services/$provider/$service" params={serviceLink(service)}>
            {t("service.toCurrent", { version: current.version })}
          </Link>
        </p>
      )}
    </>
  );
}

/** The first thing that stands in the way of a call, in the order in which a provider would clear them. */
export function obstacle(service: Pick<Service, "status" | "endpoint" | "pricing">) {
  if (service.status !== "active" && service.status !== "deprecated") {
    return "status";
  }
  if (!service.endpoint) {
    return "endpoint";
  }
  return service.pricing ? "credential" : "price";
}
