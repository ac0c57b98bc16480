import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Facet } from "../../api/model";
import { useI18n } from "../../i18n/I18n";
import styles from "./Filters.module.css";
import { type FacetValue, facetValues, SHORT_LIST } from "./facetValues";
import { type ListFilter, type SearchState, toggled } from "./state";
import { useFilterText } from "./useFilterText";

interface Props {
  name: ListFilter;
  state: SearchState;
  facet: Facet | undefined;
}

/** Above this many a field to find one is worth its place. */
const MANY = 14;

/** The values of one filter, each with the number of services that choosing it would give. */
export function FacetGroup({ name, state, facet }: Props) {
  const { t } = useI18n();
  const { filterName, valueName } = useFilterText();
  const [all, setAll] = useState(false);
  const [part, setPart] = useState("");
  const values = facetValues(facet, state[name] ?? []);
  if (values.length === 0) {
    return null;
  }
  const wanted = part.trim().toLowerCase();
  const shown = all
    ? values.filter(({ value }) => valueName(name, value).toLowerCase().includes(wanted))
    : values.filter((value, index) => index < SHORT_LIST || value.chosen);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{filterName(name)}</legend>
      {all && values.length > MANY && (
        <input
          type="search"
          className={`field ${styles.find}`}
          aria-label={t("filters.find", { filter: filterName(name) })}
          placeholder={t("filters.findShort")}
          value={part}
          onChange={({ target }) => setPart(target.value)}
        />
      )}
      <div className={all && values.length > MANY ? styles.long : undefined}>
        {shown.map((value) => (
          <Value key={value.value} name={name} state={state} {...value} />
        ))}
      </div>
      {values.length > SHORT_LIST && (
        <button
          type="button"
          className={`link-button ${styles.more}`}
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
            setPart("");
          }}
        >
          {all ? t("filters.fewer") : t("filters.all", { count: values.length })}
          <span className="visually-hidden"> {filterName(name)}</span>
        </button>
      )}
    </fieldset>
  );
}

function Value({ name, state, value, count, chosen }: { name: ListFilter; state: SearchState } & FacetValue) {
  const { format } = useI18n();
  const { valueName } = useFilterText();
  const navigate = useNavigate();
  return (
    <label className={styles.value}>
      <input
        type="checkbox"
        checked={chosen}
        onChange={() => void navigate({ to: "/", search: toggled(state, name, value), resetScroll: false })}
      />
      <span>{valueName(name, value)}</span>
      <span className={styles.count}>{format.number(count)}</span>
    </label>
  );
}
