import { Link } from "@tanstack/react-router";
import { Notice } from "../components/Notice";
import { useI18n } from "../i18n/I18n";

export function NotFoundPage() {
  const { t } = useI18n();
  return (
    <>
      <title>{`${t("notFound.title")} – LLM Marketplace`}</title>
      <h1 className="visually-hidden">{t("notFound.title")}</h1>
      <Notice title={t("notFound.title")}>
        <p>{t("notFound.text")}</p>
        <p>
          <Link to="/">{t("notFound.home")}</Link>
        </p>
      </Notice>
    </>
  );
}
