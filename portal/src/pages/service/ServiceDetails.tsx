import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Service } from "../../api/model";
import { CopyButton } from "../../components/CopyButton";
import { Markdown } from "../../components/Markdown";
import { StatusLabel } from "../../components/StatusLabel";
import { useI18n } from "../../i18n/I18n";
import { serviceLink } from "../search/hit";
import { Callability } from "./Callability";
import { Capabilities } from "./Capabilities";
import { Facts } from "./Facts";
import { FirstCall } from "./FirstCall";
import { Prices } from "./Prices";
import { Reviews } from "./Reviews";
import { Section } from "./Section";
import styles from "./ServicePage.module.css";
import { Versions } from "./Versions";

interface Props {
  /** The version shown. */
  service: Service;
  /** The version that answers when none is named. */
  current: Service;
  versions: UseQueryResult<{ items: Service[] }>;
}

export function ServiceDetails({ service, current, versions }: Props) {
  const { t } = useI18n();
  const pinned = service.version !== current.version;
  const { documentation, exampleUsage, modelCard } = service.documents ?? {};
  return (
    <article className={styles.service}>
      <Head service={service} />
      <Callability service={service} current={current} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {service.callable && (
            <FirstCall service={service} model={pinned ? `${service.name}@${service.version}` : service.name} />
          )}
          <Prices service={service} />
          <Section title={t("service.description")}>
            <Markdown text={service.description} headingLevel={3} />
          </Section>
          <Capabilities capabilities={service.capabilities} />
          {documentation && (
            <Section title={t("service.documentation")}>
              <Markdown text={documentation} headingLevel={3} />
            </Section>
          )}
          {exampleUsage && (
            <Section title={t("service.example")}>
              <Markdown text={exampleUsage} headingLevel={3} />
            </Section>
          )}
          {modelCard && (
            <Section title={t("service.modelCard")}>
              <Markdown text={modelCard} headingLevel={3} />
            </Section>
          )}
          <Reviews service={service.id} />
        </div>
        <aside className={styles.aside} aria-label={t("service.facts")}>
          <Facts service={service} />
          <Versions shown={service} current={current} versions={versions} />
        </aside>
      </div>
    </article>
  );
}

function Head({ service }: { service: Service }) {
  const { t, term } = useI18n();
  const { provider } = serviceLink(service);
  return (
    <header className={styles.head}>
      <title>{`${service.title} – LLM Marketplace`}</title>
      <nav aria-label={t("service.path")}>
        <Link to="/">{t("search.title")}</Link> <span aria-hidden="true">/</span>{" "}
        <Link to="/" search={{ provider: [provider] }}>
          {service.provider.name}
        </Link>
      </nav>
      <h1 className={styles.title}>{service.title}</h1>
      <div className={styles.line}>
        <span>
          <code>{service.name}</code> <CopyButton text={service.name} what={t("service.name")} />
        </span>
        <span>{t("service.version", { version: service.version })}</span>
        <StatusLabel service={service} />
        <Link to="/" search={{ category: [service.category] }}>
          {term("category", service.category)}
        </Link>
      </div>
    </header>
  );
}
