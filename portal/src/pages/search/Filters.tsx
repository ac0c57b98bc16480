import { useNavigate } from "@tanstack/react-router";
import type { Facet } from "../../api/model";
import { useI18n } from "../../i18n/I18n";
import { BoundSelect } from "./BoundSelect";
import { FacetGroup } from "./FacetGroup";
import styles from "./Filters.module.css";
import { BOUND_FILTERS, changed, chosen, FLAG_FILTERS, type FlagFilter, LIST_FILTERS, type SearchState } from "./state";

interface Props {
  state: SearchState;
  /** Undefined while the first answer is on its way. */
  facets: readonly Facet[] | undefined;
  /** Folded away where they would stand in front of the results. */
  collapsible: boolean;
}

export function Filters({ state, facets, collapsible }: Props) {
  const { t } = useI18n();
  const count = chosen(state).length;
  const groups = <Groups state={state} facets={facets} />;
  if (!collapsible) {
    return (
      <aside aria-label={t("filters.title")} className={styles.filters}>
        {groups}
      </aside>
    );
  }
  return (
    <aside aria-label={t("filters.title")}>
      <details className={styles.folded}>
        <summary className="button">{count > 0 ? t("filters.titleWithCount", { count }) : t("filters.title")}</summary>
        <div className={styles.filters}>{groups}</div>
      </details>
    </aside>
  );
}

function Groups({ state, facets }: Omit<Props, "collapsible">) {
  const { t } = useI18n();
  return (
    <>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t("filters.use")}</legend>
        {FLAG_FILTERS.map((name) => (
          <Flag key={name} name={name} state={state} facets={facets} />
        ))}
      </fieldset>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t("filters.bounds")}</legend>
        {BOUND_FILTERS.map((name) => (
          <BoundSelect key={name} name={name} state={state} />
        ))}
      </fieldset>
      {/* Last: they come with the first answer, and nothing stands below that could jump. */}
      {LIST_FILTERS.map((name) => (
        <FacetGroup key={name} name={name} state={state} facet={facets?.find((facet) => facet.name === name)} />
      ))}
    </>
  );
}

function Flag({ name, state, facets }: { name: FlagFilter } & Omit<Props, "collapsible">) {
  const { t, format } = useI18n();
  const navigate = useNavigate();
  const counts = facets?.find((facet) => facet.name === name)?.counts;
  const count = counts?.find(({ value }) => value === "true")?.count;
  return (
    <label className={styles.value}>
      <input
        type="checkbox"
        checked={state[name] ?? false}
        onChange={({ target }) =>
          void navigate({
            to: "/",
            search: changed(state, name, target.checked ? true : undefined),
            resetScroll: false,
          })
        }
      />
      <span>{t(`filter.${name}`)}</span>
      {count !== undefined && <span className={styles.count}>{format.number(count)}</span>}
    </label>
  );
}
