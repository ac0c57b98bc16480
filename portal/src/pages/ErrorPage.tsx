import { Notice } from "../components/Notice";
import { useI18n } from "../i18n/I18n";

/** A fault of the page itself, or a part of it that is gone since the server was updated: a fresh start mends both. */
export function ErrorPage() {
  const { t } = useI18n();
  return (
    <div role="alert">
      <title>LLM Marketplace</title>
      <h1 className="visually-hidden">{t("failure.page")}</h1>
      <Notice title={t("failure.page")} tone="bad">
        <p>{t("failure.page.mend")}</p>
        <p>
          <button type="button" className="button" onClick={() => window.location.reload()}>
            {t("failure.page.reload")}
          </button>
        </p>
      </Notice>
    </div>
  );
}
