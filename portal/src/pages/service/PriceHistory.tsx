import { useQuery } from "@tanstack/react-query";
import type { ServicePrices } from "../../api/model";
import { pricesQuery } from "../../api/queries";
import { Notice } from "../../components/Notice";
import { Rate } from "../../components/Rate";
import { useI18n } from "../../i18n/I18n";
import styles from "./Prices.module.css";

/** Where the sources of a price contradict each other, and what it was before. Nothing of it is missed while it loads. */
export function PriceHistory({ id }: { id: string }) {
  const prices = useQuery(pricesQuery(id));
  return (
    prices.data && (
      <>
        <Findings findings={prices.data.findings} />
        <History history={prices.data.history} />
      </>
    )
  );
}

function Findings({ findings }: Pick<ServicePrices, "findings">) {
  const { t, format } = useI18n();
  if (findings.length === 0) {
    return null;
  }
  return (
    <Notice title={t("prices.disagree")} tone="warn" inline>
      {findings.map((finding) => (
        <p key={finding.field}>
          <code>{finding.field.replace("pricing.rates.", "").replace("limits.", "")}</code>:{" "}
          {format.list(
            finding.stated.map(({ source, value, asOf }) =>
              t("prices.stated", { source, value, date: format.date(asOf) }),
            ),
          )}
        </p>
      ))}
    </Notice>
  );
}

function History({ history }: Pick<ServicePrices, "history">) {
  const { t, format } = useI18n();
  if (history.length < 2) {
    return null;
  }
  return (
    <details>
      <summary>{t("prices.history", { count: history.length - 1 })}</summary>
      <table className={styles.prices}>
        <thead>
          <tr>
            <th scope="col">{t("prices.since")}</th>
            <th scope="col">{t("rate.input")}</th>
            <th scope="col">{t("rate.output")}</th>
          </tr>
        </thead>
        <tbody>
          {history.map(({ version, since, pricing }) => (
            <tr key={version}>
              <th scope="row">{format.date(since)}</th>
              <td>
                <Rate pricing={pricing} name="input" />
              </td>
              <td>
                <Rate pricing={pricing} name="output" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
