import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useI18n } from "../../i18n/I18n";
import { parseWorkload, type Workload, workloadText } from "../../lib/price";
import { changed, type SearchState } from "./state";
import styles from "./WorkloadForm.module.css";

const FIELDS = ["input", "cached", "output"] as const satisfies readonly (keyof Workload)[];
type Texts = Record<(typeof FIELDS)[number], string>;
const EMPTY: Texts = { input: "", cached: "", output: "" };

/** A reader's own month in millions of tokens; beside every price then stands what that month would cost. */
export function WorkloadForm({ state }: { state: SearchState }) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const [texts, setTexts] = useState(() => textsOf(parseWorkload(state.workload)));
  const apply = (next: Texts) => {
    setTexts(next);
    void navigate({ to: "/", search: keepPages(state, workloadOf(next)), replace: true, resetScroll: false });
  };
  return (
    <div className={styles.fields}>
      {FIELDS.map((field) => (
        <label key={field} className={styles.field}>
          {t(`workload.${field}`)}
          <input
            type="number"
            className="field"
            min={0}
            step="any"
            inputMode="decimal"
            value={texts[field]}
            onChange={({ target }) => apply({ ...texts, [field]: target.value })}
          />
        </label>
      ))}
      <button type="button" className="button" onClick={() => apply(EMPTY)} disabled={state.workload === undefined}>
        {t("workload.clear")}
      </button>
      <p className={styles.hint}>{t("workload.hint")}</p>
    </div>
  );
}

function textsOf(workload: Workload | undefined): Texts {
  return workload ? { input: `${workload.input}`, cached: `${workload.cached}`, output: `${workload.output}` } : EMPTY;
}

/** As the address carries it; undefined where the fields make no workload yet. */
function workloadOf(texts: Texts): string | undefined {
  const workload = parseWorkload(FIELDS.map((field) => texts[field] || "0").join(","));
  return workload && workloadText(workload);
}

/** The hits stay the same, so the pages that are loaded do too. */
function keepPages(state: SearchState, workload: string | undefined): SearchState {
  const next = changed(state, "workload", workload);
  return state.pages ? { ...next, pages: state.pages } : next;
}
