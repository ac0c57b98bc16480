import type { Hit } from "../../api/model";
import { useI18n } from "../../i18n/I18n";
import { type Nano, nano, parseWorkload, pricesOutput, type Workload, workloadCost } from "../../lib/price";
import { HitName } from "./HitName";
import type { HitsProps } from "./hit";
import styles from "./ResultCards.module.css";
import type { SearchState } from "./state";

const PLACEHOLDERS = ["a", "b", "c", "d", "e", "f"];

/** The form for browsing, and for narrow screens: what it is in two lines, what it costs in one. */
export function ResultCards({ hits, state }: HitsProps<SearchState>) {
  const { t } = useI18n();
  const workload = parseWorkload(state.workload);
  return (
    <ul className={styles.cards} aria-busy={hits === undefined} aria-label={t("search.title")}>
      {hits
        ? hits.map((hit) => (
            <li key={hit.service.id} className={styles.card} data-dimmed={hit.service.status === "deprecated"}>
              <HitName hit={hit} state={state} />
              <p className={styles.description}>{plainText(hit.service.summary)}</p>
              <Figures service={hit.service} workload={workload} />
            </li>
          ))
        : PLACEHOLDERS.map((key) => <li key={key} className={`${styles.card} ${styles.placeholder}`} />)}
    </ul>
  );
}

function Figures({ service, workload }: { service: Hit["service"]; workload: Workload | undefined }) {
  const { t, format } = useI18n();
  const cost = workload && workloadCost(service.pricing, workload);
  const context = service.limits.contextTokens;
  const figures = [
    ...prices(service),
    ...(context > 0 ? [["context", format.compact(context)] as const] : []),
    ...(cost !== undefined && service.pricing
      ? [["workload", format.sum(cost, service.pricing.currency)] as const]
      : []),
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`card.${name}`)}</dt>
          <dd>{typeof value === "bigint" ? amount(value) : value}</dd>
        </div>
      ))}
    </dl>
  );

  function amount(value: bigint): string {
    return value === 0n ? t("price.free") : format.money(value, service.pricing?.currency ?? "USD");
  }
}

type Price = readonly ["input" | "cacheRead" | "output" | "request", Nano];

function prices(service: Hit["service"]): Price[] {
  const { pricing } = service;
  const names = pricing?.model === "per-request" ? (["request"] as const) : (["input", "cacheRead", "output"] as const);
  return names.flatMap((name) => {
    if (name === "output" && !pricesOutput(service)) {
      return [];
    }
    const value = nano(pricing?.rates[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
}

/** Markdown's marks are noise in two lines of prose. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`#>]+/g, "")
    .trim();
}
