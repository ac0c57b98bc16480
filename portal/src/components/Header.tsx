import { Link } from "@tanstack/react-router";
import { useI18n } from "../i18n/I18n";
import styles from "./Header.module.css";
import { SearchBox } from "./SearchBox";

export function Header() {
  const { t } = useI18n();
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link to="/" className={styles.name}>
          <Mark />
          LLM Marketplace
        </Link>
        <SearchBox />
        <nav aria-label={t("nav.label")} className={styles.links}>
          <a href="/docs">{t("nav.docs")}</a>
          <a href="/health/ready">{t("nav.health")}</a>
        </nav>
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M8 22V10l8 7 8-7v12" />
    </svg>
  );
}
