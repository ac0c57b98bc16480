import type { ReactNode } from "react";
import { RequestFailure } from "../api/problem";
import { useI18n } from "../i18n/I18n";
import { CopyButton } from "./CopyButton";
import styles from "./Notice.module.css";

interface Props {
  title: string;
  tone?: "plain" | "warn" | "bad";
  /** For a notice within a section: smaller, beside what it speaks of. */
  inline?: boolean;
  children?: ReactNode;
}

/** Says what is the matter and what to do next: empty, refused, unreachable, not callable. */
export function Notice({ title, tone = "plain", inline = false, children }: Props) {
  return (
    <div className={`${styles.notice} ${styles[tone]} ${inline ? styles.inline : ""}`}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}

/** A failed request, in the server's own words where it gave some. */
export function FailureNotice({ error, retry, children }: { error: Error; retry: () => void; children?: ReactNode }) {
  const { t } = useI18n();
  const failure = error instanceof RequestFailure ? error : undefined;
  const problem = failure?.problem;
  const unreachable = failure !== undefined && failure.status === undefined;
  const title = unreachable ? t("failure.unreachable") : (problem?.title ?? t("failure.title"));
  return (
    <div role="alert">
      <Notice title={title} tone="bad">
        <p>{unreachable ? t("failure.unreachable.mend") : (problem?.detail ?? t("failure.mend"))}</p>
        {problem?.violations?.map(({ field, message, mend }) => (
          <p key={field + message}>
            <code>{field}</code>: {message} {mend}
          </p>
        ))}
        <div className={styles.actions}>
          <button type="button" className="button" onClick={retry}>
            {t("retry")}
          </button>
          {children}
          {problem?.requestId && <RequestId id={problem.requestId} />}
        </div>
      </Notice>
    </div>
  );
}

function RequestId({ id }: { id: string }) {
  const { t } = useI18n();
  return (
    <span className={styles.request}>
      {t("failure.requestId")} <code>{id}</code> <CopyButton text={id} what={t("failure.requestId")} />
    </span>
  );
}
