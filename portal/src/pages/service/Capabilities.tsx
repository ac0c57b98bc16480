import type { Capability } from "../../api/model";
import { useI18n } from "../../i18n/I18n";
import styles from "./Capabilities.module.css";
import { type ParameterRow, parameterRows } from "./parameters";
import { Section } from "./Section";

/** What the service can do, and which parameters each of it takes. */
export function Capabilities({ capabilities }: { capabilities: readonly Capability[] }) {
  const { t } = useI18n();
  if (capabilities.length === 0) {
    return null;
  }
  return (
    <Section title={t("capabilities.title")}>
      {capabilities.map((capability) => (
        <div key={capability.name} className={styles.capability}>
          <h3 className={styles.name}>
            <code>{capability.name}</code>
          </h3>
          <p>{capability.description}</p>
          <Parameters rows={parameterRows(capability.parameters)} />
        </div>
      ))}
    </Section>
  );
}

function Parameters({ rows }: { rows: readonly ParameterRow[] }) {
  const { t } = useI18n();
  if (rows.length === 0) {
    return null;
  }
  return (
    <dl className={styles.parameters}>
      {rows.map((row) => (
        <div key={row.name} className={styles.parameter}>
          <dt>
            <code>{row.name}</code> <span className={styles.type}>{row.type}</span>
            {row.required && <span className={styles.type}> · {t("capabilities.required")}</span>}
          </dt>
          <dd>
            {row.description} {row.range && <span className={styles.type}>{row.range}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
