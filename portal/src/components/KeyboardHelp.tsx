import { useRef, useState } from "react";
import { useI18n } from "../i18n/I18n";
import { slashShortcut } from "../lib/shortcuts";
import styles from "./KeyboardHelp.module.css";

/** Says which keys do what, and turns the one-character shortcut off. The platform's own dialog keeps the focus. */
export function KeyboardHelp() {
  const { t } = useI18n();
  const dialog = useRef<HTMLDialogElement>(null);
  const [slash, setSlash] = useState(slashShortcut.enabled);
  const toggle = (enabled: boolean) => {
    slashShortcut.set(enabled);
    setSlash(enabled);
  };
  return (
    <>
      <button type="button" className="button quiet" onClick={() => dialog.current?.showModal()}>
        {t("keyboard.title")}
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="keyboard-title">
        <h2 id="keyboard-title" className={styles.title}>
          {t("keyboard.title")}
        </h2>
        <dl className={styles.keys}>
          <dt>
            <kbd>Ctrl K</kbd> <kbd>/</kbd>
          </dt>
          <dd>{t("keyboard.search")}</dd>
          <dt>
            <kbd>↓</kbd> <kbd>↑</kbd>
          </dt>
          <dd>{t("keyboard.results")}</dd>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>{t("keyboard.open")}</dd>
        </dl>
        <label className={styles.option}>
          <input type="checkbox" checked={slash} onChange={(event) => toggle(event.target.checked)} />
          {t("keyboard.slash")}
        </label>
        <form method="dialog" className={styles.actions}>
          <button type="submit" className="button">
            {t("close")}
          </button>
        </form>
      </dialog>
    </>
  );
}
