import { useEffect, useState } from "react";
import { useI18n } from "../i18n/I18n";
import styles from "./CopyButton.module.css";

const SHOWN_MILLIS = 2000;

interface Props {
  text: string;
  /** What is copied, for those who hear the button without seeing its place. */
  what: string;
}

/** Copies a text, and says so to eye and ear; also where it could not. */
export function CopyButton({ text, what }: Props) {
  const { t } = useI18n();
  const [outcome, setOutcome] = useState<"copied" | "failed">();
  useEffect(() => {
    if (outcome) {
      const timer = setTimeout(() => setOutcome(undefined), SHOWN_MILLIS);
      return () => clearTimeout(timer);
    }
  }, [outcome]);

  const copy = () => {
    copyText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("failed"),
    );
  };
  return (
    <>
      <button type="button" className={styles.copy} onClick={copy} aria-label={t("copy.what", { what })}>
        <span className={styles.faces} data-outcome={outcome}>
          <span>{t("copy")}</span>
          <span>✓ {t("copy.done")}</span>
          <span>{t("copy.failed")}</span>
        </span>
      </button>
      <span role="status" className="visually-hidden">
        {outcome === "copied" && t("copy.done")}
        {outcome === "failed" && t("copy.failed")}
      </span>
    </>
  );
}

/** The clipboard exists on secure origins only; a server in the local network is reached without TLS, so the old way too. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text);
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) {
    throw new Error("the browser did not copy");
  }
}
