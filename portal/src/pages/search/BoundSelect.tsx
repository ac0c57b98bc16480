import { useNavigate } from "@tanstack/react-router";
import { useI18n } from "../../i18n/I18n";
import styles from "./Filters.module.css";
import { type BoundFilter, changed, type SearchState } from "./state";
import { useFilterText } from "./useFilterText";

/** Bounds that people ask for; an address may hold any other. */
const USUAL: Record<BoundFilter, readonly string[]> = {
  maxInputPrice: ["0.1", "0.5", "1", "3", "10"],
  maxOutputPrice: ["0.5", "2", "5", "15", "50"],
  maxBlendedPrice: ["0.1", "0.5", "1", "3", "10"],
  minOutputTokens: ["4000", "8000", "32000", "64000", "128000"],
  minAvailability: ["99", "99.5", "99.9", "99.99"],
  minUptime: ["95", "99", "99.5", "99.9"],
  maxMeasuredLatency: ["500", "1000", "2000", "5000", "10000"],
  minRating: ["3", "4", "4.5"],
  maxRetentionDays: ["0", "7", "30", "90"],
  minContext: ["8000", "32000", "128000", "200000", "1000000"],
};

export function BoundSelect({ name, state }: { name: BoundFilter; state: SearchState }) {
  const { t } = useI18n();
  const { filterName, valueName } = useFilterText();
  const navigate = useNavigate();
  const value = state[name] ?? "";
  const options = USUAL[name].includes(value) || value === "" ? USUAL[name] : [value, ...USUAL[name]];
  return (
    <label className={styles.bound}>
      {filterName(name)}
      <select
        className="select"
        value={value}
        onChange={({ target }) =>
          void navigate({ to: "/", search: changed(state, name, target.value || undefined), resetScroll: false })
        }
      >
        <option value="">{t("filter.any")}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {valueName(name, option)}
          </option>
        ))}
      </select>
    </label>
  );
}
