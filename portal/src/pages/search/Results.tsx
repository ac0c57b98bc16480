import { useNavigate } from "@tanstack/react-router";
import { FailureNotice } from "../../components/Notice";
import { useI18n } from "../../i18n/I18n";
import { moveAmongResults } from "../../lib/results";
import { EmptyNotice } from "./EmptyNotice";
import { ResultCards } from "./ResultCards";
import styles from "./Results.module.css";
import { ResultsTable } from "./ResultsTable";
import type { SearchResult } from "./SearchPage";
import { MOST_PAGES, type SearchState, type Sort, unfiltered, type View } from "./state";

interface Props {
  state: SearchState;
  result: SearchResult;
  view: View;
  /** That is in force. */
  order: Sort;
}

/** The hits, or what stands in their place: on the way, refused, none. */
export function Results({ state, result, view, order }: Props) {
  const hits = result.data?.pages.flatMap((page) => page.hits);
  if (result.isError) {
    return <Failure state={state} result={result} />;
  }
  if (hits?.length === 0) {
    return (
      <div className={styles.results}>
        {!result.hasNextPage && <EmptyNotice state={state} />}
        <Withheld result={result} />
        <More state={state} result={result} />
      </div>
    );
  }
  const Form = view === "cards" ? ResultCards : ResultsTable;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside take the keys, this only hears them all.
    <div onKeyDown={moveAmongResults} className={styles.results} data-stale={result.isPlaceholderData}>
      <Form hits={hits} state={state} order={order} />
      <Withheld result={result} />
      <More state={state} result={result} />
    </div>
  );
}

function Failure({ state, result }: Pick<Props, "state" | "result">) {
  const { t } = useI18n();
  const navigate = useNavigate();
  return (
    <FailureNotice error={result.error ?? new Error()} retry={() => void result.refetch()}>
      <button
        type="button"
        className="button quiet"
        onClick={() => void navigate({ to: "/", search: unfiltered(state) })}
      >
        {t("filters.clear")}
      </button>
    </FailureNotice>
  );
}

function Withheld({ result }: Pick<Props, "result">) {
  const { t } = useI18n();
  const count = result.data?.pages.reduce((sum, page) => sum + page.withheld, 0) ?? 0;
  return count > 0 && <p className={styles.shown}>{t("search.withheld", { count })}</p>;
}

function More({ state, result }: Pick<Props, "state" | "result">) {
  const { t } = useI18n();
  const navigate = useNavigate();
  const pages = result.data?.pages ?? [];
  const shown = pages.reduce((sum, page) => sum + page.hits.length, 0);
  const total = pages[0]?.total ?? 0;
  if (!result.hasNextPage) {
    return null;
  }
  const full = pages.length >= MOST_PAGES;
  return (
    <div className={styles.more}>
      <p role="status" className={styles.shown}>
        {t(full ? "search.shownMost" : "search.shown", { shown, total })}
      </p>
      {!full && (
        <button
          type="button"
          className="button"
          aria-disabled={result.isFetching}
          onClick={() => {
            if (!result.isFetching) {
              void navigate({
                to: "/",
                search: { ...state, pages: pages.length + 1 },
                replace: true,
                resetScroll: false,
              });
            }
          }}
        >
          {t("search.more")}
        </button>
      )}
    </div>
  );
}
