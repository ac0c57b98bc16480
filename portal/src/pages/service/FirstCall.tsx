import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import type { Service } from "../../api/model";
import { CopyButton } from "../../components/CopyButton";
import { useI18n } from "../../i18n/I18n";
import { nano } from "../../lib/price";
import styles from "./FirstCall.module.css";
import { Section } from "./Section";
import { KEY_VARIABLE, keySteps, snippet } from "./snippets";
import { CALL_LANGUAGES, type CallLanguage } from "./state";

const NAMES: Record<CallLanguage, string> = {
  curl: "curl",
  python: "Python",
  javascript: "JavaScript",
  java: "Java",
};

/** A try that says something: a short question, a short answer. */
const TRY = { input: 20, output: 200 };

/** A call to copy and run: this server's address and the service's name are in it, the key comes from the environment. */
export function FirstCall({ service, model }: { service: Service; model: string }) {
  const { t } = useI18n();
  const search = useSearch({ from: "/services/$provider/$service" });
  const navigate = useNavigate();
  const call = { origin: window.location.origin, model, kind: callKind(service) } as const;
  const choose = (language: CallLanguage) =>
    void navigate({
      to: ".",
      search: { ...search, call: language === "curl" ? undefined : language },
      replace: true,
      resetScroll: false,
    });
  return (
    <Section title={t("call.title")} aside={<TryPrice service={service} />}>
      <p className={styles.need}>{t("call.need", { variable: KEY_VARIABLE })}</p>
      <KeySteps service={service} />
      <Tabs
        className={styles.tabs}
        selectedKey={search.call ?? "curl"}
        onSelectionChange={(key) => choose(key as CallLanguage)}
      >
        <TabList aria-label={t("call.language")} className={styles.list}>
          {CALL_LANGUAGES.map((language) => (
            <Tab key={language} id={language} className={styles.tab}>
              {NAMES[language]}
            </Tab>
          ))}
        </TabList>
        {CALL_LANGUAGES.map((language) => (
          <TabPanel key={language} id={language} className={styles.panel}>
            <Code
              text={snippet(language, call)}
              label={NAMES[language]}
              what={t("call.what", { language: NAMES[language] })}
            />
          </TabPanel>
        ))}
      </Tabs>
    </Section>
  );
}

function KeySteps({ service }: { service: Service }) {
  const { t } = useI18n();
  return (
    <details className={styles.key}>
      <summary>{t("call.key")}</summary>
      <div className={styles.box}>
        <Code text={keySteps(window.location, service.name)} label={t("call.key")} what={t("call.key.what")} />
      </div>
      <p className={styles.need}>{t("call.key.register", { command: "./marketplace register" })}</p>
    </details>
  );
}

/** @param what is copied, as the button says it */
function Code({ text, label, what }: { text: string; label: string; what: string }) {
  return (
    <div className={styles.code}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section tabIndex={0} aria-label={label} className={styles.scroll}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
      <div className={styles.copy}>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}

function TryPrice({ service }: { service: Service }) {
  const { t, format } = useI18n();
  const { pricing } = service;
  if (pricing?.model !== "per-token") {
    return null;
  }
  const embeds = callKind(service) === "embeddings";
  const output = embeds ? 0 : TRY.output;
  const price = (rate: bigint | undefined, tokens: number) => ((rate ?? 0n) * BigInt(tokens)) / 1_000_000n;
  const total = price(nano(pricing.rates.input), TRY.input) + price(nano(pricing.rates.output), output);
  return (
    <p className={styles.price}>
      {t(embeds ? "call.price.embeddings" : "call.price", {
        input: TRY.input,
        output,
        price: format.sum(total, pricing.currency),
      })}
    </p>
  );
}

/** Which of the two routes serves it. */
export function callKind(service: Pick<Service, "category" | "modalities">): "chat" | "embeddings" {
  return service.category === "embeddings" || service.modalities.output.includes("embedding") ? "embeddings" : "chat";
}
