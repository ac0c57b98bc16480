import { Link } from "@tanstack/react-router";
import type { Hit } from "../../api/model";
import { Absent, Rate } from "../../components/Rate";
import { useI18n } from "../../i18n/I18n";
import { parseWorkload, pricesOutput, type Workload, workloadCost } from "../../lib/price";
import { HitName } from "./HitName";
import type { HitsProps } from "./hit";
import styles from "./ResultsTable.module.css";
import { changed, type SearchState, type Sort } from "./state";

const PLACEHOLDERS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/** The dense form: one line of numbers per service, sorted by a press on a column's head. */
export function ResultsTable({ hits, state, order }: HitsProps<SearchState>) {
  const { t } = useI18n();
  const workload = parseWorkload(state.workload);
  return (
    <table className={styles.table} aria-busy={hits === undefined}>
      <caption className="visually-hidden">{t("table.caption")}</caption>
      <thead>
        <tr>
          <Head state={state} order={order} sort="name" className={styles.name} />
          <Head state={state} order={order} sort="context" direction="descending" />
          <Head state={state} order={order} sort="price-input" />
          <th scope="col">{t("table.cached")}</th>
          <Head state={state} order={order} sort="price-output" />
          {workload && <th scope="col">{t("table.workload")}</th>}
          <Head state={state} order={order} sort="newest" direction="descending" />
        </tr>
      </thead>
      <tbody>
        {hits
          ? hits.map((hit) => <Row key={hit.service.id} hit={hit} state={state} workload={workload} />)
          : PLACEHOLDERS.map((key) => <Placeholder key={key} columns={workload ? 7 : 6} />)}
      </tbody>
    </table>
  );
}

interface HeadProps {
  state: SearchState;
  order: Sort;
  sort: Extract<Sort, "name" | "context" | "price-input" | "price-output" | "newest">;
  direction?: "ascending" | "descending";
  className?: string | undefined;
}

function Head({ state, order, sort, direction = "ascending", className }: HeadProps) {
  const { t } = useI18n();
  const current = order === sort;
  return (
    <th scope="col" className={className} aria-sort={current ? direction : undefined}>
      <Link
        to="/"
        search={changed(state, "sort", sort)}
        activeOptions={{ exact: true }}
        resetScroll={false}
        className={styles.sort}
      >
        {current && <span aria-hidden="true">{direction === "ascending" ? "↑ " : "↓ "}</span>}
        {t(`table.${sort}`)}
      </Link>
    </th>
  );
}

function Row({ hit, state, workload }: { hit: Hit; state: SearchState; workload: Workload | undefined }) {
  const { t, format } = useI18n();
  const { service } = hit;
  const context = service.limits.contextTokens;
  return (
    <tr className={service.status === "deprecated" ? styles.dimmed : undefined}>
      <th scope="row" className={styles.name}>
        <HitName hit={hit} state={state} />
      </th>
      <td>{context > 0 ? format.compact(context) : <Absent label={t("notStated")} />}</td>
      <td>
        <Rate pricing={service.pricing} name={service.pricing?.model === "per-request" ? "request" : "input"} />
        {service.pricing?.model === "per-request" && <span className={styles.unit}>{t("price.perRequest")}</span>}
      </td>
      <td>
        <Rate pricing={service.pricing} name="cacheRead" />
      </td>
      <td>
        {pricesOutput(service) ? <Rate pricing={service.pricing} name="output" /> : <Absent label={t("price.none")} />}
      </td>
      {workload && (
        <td>
          <Cost service={service} workload={workload} />
        </td>
      )}
      <td className={styles.date}>
        {service.releasedOn ? format.date(service.releasedOn) : <Absent label={t("notStated")} />}
      </td>
    </tr>
  );
}

function Cost({ service, workload }: { service: Hit["service"]; workload: Workload }) {
  const { t, format } = useI18n();
  const cost = workloadCost(service.pricing, workload);
  return cost === undefined || !service.pricing ? (
    <Absent label={t("price.unpriced")} />
  ) : (
    format.sum(cost, service.pricing.currency)
  );
}

/** As high as a row, so that nothing moves when the rows come. */
function Placeholder({ columns }: { columns: number }) {
  return (
    <tr className={styles.placeholder}>
      <td colSpan={columns} />
    </tr>
  );
}
