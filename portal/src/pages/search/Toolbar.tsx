import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../../i18n/I18n";
import { changed, type SearchState, SORTS, type Sort, VIEWS } from "./state";
import styles from "./Toolbar.module.css";
import { WorkloadForm } from "./WorkloadForm";

interface Props {
  state: SearchState;
  /** That is in force. */
  order: Sort;
  total: number | undefined;
  pending: boolean;
  narrow: boolean;
}

/** How many there are, in which order, in which form, for whose workload. */
export function Toolbar({ state, order, total, pending, narrow }: Props) {
  const { t } = useI18n();
  const [workload, showWorkload] = useState(state.workload !== undefined);
  return (
    <div className={styles.toolbar}>
      <h1 id="results-title" tabIndex={-1} className={styles.title}>
        {t("search.title")}
      </h1>
      <p role="status" className={styles.count} aria-busy={pending}>
        {total === undefined ? "" : t("search.count", { count: total })}
      </p>
      <span className={styles.progress} data-pending={pending} aria-hidden="true" />
      <div className={styles.controls}>
        <button
          type="button"
          className="button quiet"
          aria-expanded={workload}
          aria-controls="workload"
          onClick={() => showWorkload(!workload)}
        >
          {t("workload.title")}
        </button>
        <SortSelect state={state} order={order} />
        {!narrow && <ViewSwitch state={state} />}
      </div>
      <div id="workload" className={styles.workload} hidden={!workload}>
        {workload && <WorkloadForm state={state} />}
      </div>
    </div>
  );
}

function SortSelect({ state, order }: Pick<Props, "state" | "order">) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const sorts = SORTS.filter((sort) => (state.q || sort !== "relevance") && (state.workload || sort !== "workload"));
  return (
    <label className={styles.control}>
      {t("sort.label")}
      <select
        className="select"
        value={order}
        onChange={({ target }) => {
          const sort = SORTS.find((known) => known === target.value);
          void navigate({ to: "/", search: changed(state, "sort", sort), resetScroll: false });
        }}
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {t(`sort.${sort}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

function ViewSwitch({ state }: { state: SearchState }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  return (
    <fieldset className={styles.views}>
      <legend className="visually-hidden">{t("view.label")}</legend>
      {VIEWS.map((view) => (
        <label key={view}>
          <input
            type="radio"
            name="view"
            value={view}
            className="visually-hidden"
            checked={(state.view ?? "table") === view}
            onChange={() =>
              void navigate({
                to: "/",
                search: { ...state, view: view === "cards" ? view : undefined } as SearchState,
                resetScroll: false,
              })
            }
          />
          <span>{t(`view.${view}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
