import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Service } from "../../api/model";
import { safeUrl } from "../../components/Markdown";
import { useI18n } from "../../i18n/I18n";
import styles from "./Facts.module.css";
import { Section } from "./Section";

/** What one compares services by, in short lines. What a provider has not stated says so. */
export function Facts({ service }: { service: Service }) {
  const { t } = useI18n();
  return (
    <>
      <Section title={t("facts.use")}>
        <dl className={styles.facts}>
          <Use service={service} />
        </dl>
      </Section>
      <Section title={t("facts.promise")}>
        {service.imported ? (
          <p className={styles.unstated}>{t("facts.promise.imported")}</p>
        ) : (
          <dl className={styles.facts}>
            <Pledge service={service} />
          </dl>
        )}
      </Section>
      <Section title={t("facts.compliance")}>
        <dl className={styles.facts}>
          <Compliance service={service} />
        </dl>
      </Section>
      <Labels title={t("facts.parameters")} filter="parameter" values={service.supportedParameters} />
      <Labels title={t("facts.tags")} filter="tag" values={service.tags} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children ?? <span className={styles.unstated}>{t("notStated")}</span>}</dd>
    </div>
  );
}

function Use({ service }: { service: Service }) {
  const { t, term, format } = useI18n();
  const { limits, modalities, documents } = service;
  const regions = [...new Set(service.endpoints?.flatMap(({ region, country }) => region ?? country ?? []))];
  const kinds = (values: readonly string[]) => format.list(values.map((value) => term("modality", value)));
  return (
    <>
      <Fact name={t("facts.input")}>{kinds(modalities.input)}</Fact>
      <Fact name={t("facts.output")}>{kinds(modalities.output)}</Fact>
      <Fact name={t("facts.context")}>
        {limits.contextTokens > 0 ? t("tokens", { count: limits.contextTokens }) : null}
      </Fact>
      <Fact name={t("facts.answer")}>
        {limits.outputTokens > 0 ? t("tokens", { count: limits.outputTokens }) : null}
      </Fact>
      {service.model && (
        <Fact name={t("facts.model")}>
          <Link to="/models/$model" params={{ model: service.model }}>
            <code>{service.model}</code>
          </Link>
        </Fact>
      )}
      {service.releasedOn && <Fact name={t("facts.released")}>{format.date(service.releasedOn)}</Fact>}
      {regions.length > 0 && <Fact name={t("facts.region")}>{regions.join(", ")}</Fact>}
      {documents?.licence && <Fact name={t("facts.licence")}>{documents.licence}</Fact>}
      {documents?.documentationUrl && safeUrl(documents.documentationUrl) && (
        <Fact name={t("facts.documents")}>
          <a href={documents.documentationUrl} rel="nofollow noopener noreferrer">
            {new URL(documents.documentationUrl).host}
          </a>
        </Fact>
      )}
      {documents?.openapiDigest && (
        <Fact name={t("facts.operations")}>
          <a href={`/api/v1/services/${service.id}/versions/${service.version}/openapi`}>OpenAPI 3.1</a>
        </Fact>
      )}
      {service.signature && (
        <Fact name={t("facts.signature")}>
          {service.signature.state === "valid" && service.signature.formerOwner
            ? t("signature.former", { name: service.signature.formerOwner.name })
            : t(`signature.${service.signature.state}`)}
          <br />
          {service.signature.keyName} <code title={service.signature.key}>{service.signature.key.slice(0, 16)}…</code>
        </Fact>
      )}
    </>
  );
}

function Pledge({ service }: { service: Service }) {
  const { t, term, format } = useI18n();
  const { availability, maxLatencyMillis, support } = service.serviceLevel;
  return (
    <>
      <Fact name={t("facts.availability")}>{format.percent(Number(availability))}</Fact>
      <Fact name={t("facts.latency")}>{format.duration(maxLatencyMillis)}</Fact>
      <Fact name={t("facts.support")}>{term("support", support)}</Fact>
    </>
  );
}

function Compliance({ service }: { service: Service }) {
  const { t, term, format } = useI18n();
  const { level, certifications, dataResidency, gdpr, hipaa, retentionDays } = service.compliance;
  const laws = [...(gdpr ? ["GDPR"] : []), ...(hipaa ? ["HIPAA"] : [])];
  return (
    <>
      <Fact name={t("facts.level")}>{term("complianceLevel", level)}</Fact>
      <Fact name={t("facts.residency")}>
        {dataResidency.length > 0 ? format.list(dataResidency.map(format.region)) : null}
      </Fact>
      <Fact name={t("facts.certifications")}>{certifications.length > 0 ? format.list(certifications) : null}</Fact>
      <Fact name={t("facts.laws")}>{laws.length > 0 ? format.list(laws) : null}</Fact>
      <Fact name={t("facts.retention")}>
        {retentionDays === null || retentionDays === undefined ? null : t("days", { count: retentionDays })}
      </Fact>
    </>
  );
}

function Labels({ title, filter, values }: { title: string; filter: "parameter" | "tag"; values: readonly string[] }) {
  if (values.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      <ul className={styles.labels}>
        {values.map((value) => (
          <li key={value}>
            <Link to="/" search={{ [filter]: [value] }} className={`tag ${styles.label}`}>
              {value}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
