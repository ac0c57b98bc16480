import type { UnderstoodPhrase } from "../../api/model";
import { useI18n } from "../../i18n/I18n";
import styles from "./ActiveFilters.module.css";
import { changed, type SearchState, withoutText } from "./state";
import { useSearchChange } from "./useSearchChange";

interface Props {
  state: SearchState;
  understood: readonly UnderstoodPhrase[];
}

/** What was read out of the text as filters and order, phrase by phrase; a press takes the phrase out of the text. */
export function Understood({ state, understood }: Props) {
  const { t } = useI18n();
  const go = useSearchChange();
  // One phrase may ask for several filters.
  const phrases = understood.filter((one, index) => understood.findIndex((other) => other.from === one.from) === index);
  if (phrases.length === 0 && !state.literal) {
    return null;
  }
  return (
    <ul className={styles.chips} aria-label={t("understood.title")}>
      {phrases.map((phrase) => (
        <li key={phrase.from}>
          <button
            type="button"
            className="chip"
            aria-label={t("understood.remove", { phrase: phrase.text })}
            title={understood
              .filter(({ from }) => from === phrase.from)
              .map(({ filter, value }) => `${filter} = ${value}`)
              .join(", ")}
            onClick={() => go(withoutText(state, phrase.from, phrase.to))}
          >
            {t("understood.phrase", { phrase: phrase.text })}
            <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="button quiet"
          onClick={() => go(changed(state, "literal", state.literal ? undefined : true))}
        >
          {t(state.literal ? "understood.on" : "understood.off")}
        </button>
      </li>
    </ul>
  );
}
