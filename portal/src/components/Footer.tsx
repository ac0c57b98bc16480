import { useI18n } from "../i18n/I18n";
import { isLanguage, LANGUAGES } from "../i18n/locale";
import styles from "./Footer.module.css";
import { KeyboardHelp } from "./KeyboardHelp";

export function Footer() {
  const { t, language, choose } = useI18n();
  return (
    <footer className={styles.footer}>
      <div className={styles.bar}>
        <label className={styles.language}>
          {t("language.label")}
          <select
            className="select"
            value={language}
            onChange={({ target }) => isLanguage(target.value) && choose(target.value)}
          >
            {Object.entries(LANGUAGES).map(([tag, name]) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <KeyboardHelp />
      </div>
    </footer>
  );
}
