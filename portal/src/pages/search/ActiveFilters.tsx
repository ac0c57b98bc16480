import { useI18n } from "../../i18n/I18n";
import styles from "./ActiveFilters.module.css";
import { type Chosen, chosen, FLAG_FILTERS, type SearchState, unfiltered } from "./state";
import { useFilterText } from "./useFilterText";
import { useSearchChange } from "./useSearchChange";

/** What is filtered by, as chips; a press takes one away. */
export function ActiveFilters({ state }: { state: SearchState }) {
  const { t } = useI18n();
  const go = useSearchChange();
  const all = chosen(state);
  if (all.length === 0) {
    return null;
  }
  return (
    <ul className={styles.chips} aria-label={t("filters.active")}>
      {all.map((one) => (
        <li key={`${one.filter}=${one.value}`}>
          <Chip {...one} />
        </li>
      ))}
      <li>
        <button type="button" className="button quiet" onClick={() => go(unfiltered(state))}>
          {t("filters.clear")}
        </button>
      </li>
    </ul>
  );
}

function Chip({ filter, value, without }: Chosen) {
  const { t } = useI18n();
  const { filterName, valueName } = useFilterText();
  const go = useSearchChange();
  const flag = FLAG_FILTERS.some((name) => name === filter);
  const text = flag ? filterName(filter) : `${filterName(filter)}: ${valueName(filter, value)}`;
  return (
    <button
      type="button"
      className="chip"
      aria-label={t("filters.remove", { filter: text })}
      onClick={() => go(without)}
    >
      {text}
      <span aria-hidden="true">×</span>
    </button>
  );
}
