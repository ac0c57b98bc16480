import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { searchQuery } from "../../api/queries";
import { useI18n } from "../../i18n/I18n";
import { useMediaQuery } from "../../lib/browser";
import { ActiveFilters } from "./ActiveFilters";
import { Filters } from "./Filters";
import { Picks } from "./Picks";
import { Results } from "./Results";
import styles from "./SearchPage.module.css";
import { chosen, effectiveSort } from "./state";
import { Toolbar } from "./Toolbar";
import { Understood } from "./Understood";

export type SearchResult = ReturnType<typeof useSearchResult>;

/** The catalogue: filters beside the results, and the address holds it all. */
export function SearchPage() {
  const { t } = useI18n();
  const state = useSearch({ from: "/" });
  const result = useSearchResult();
  const narrow = useMediaQuery("(width < 56rem)");
  const first = result.data?.pages[0];
  const order = effectiveSort(state, first?.understood);
  return (
    <div className={styles.page}>
      <title>{state.q ? `${state.q} – LLM Marketplace` : t("search.pageTitle")}</title>
      <Filters state={state} facets={first?.facets} collapsible={narrow} />
      <section aria-labelledby="results-title" className={styles.results}>
        <Toolbar state={state} order={order} total={first?.total} pending={result.isFetching} narrow={narrow} />
        <ActiveFilters state={state} />
        <Understood state={state} understood={first?.understood ?? []} />
        <Results state={state} result={result} view={narrow ? "cards" : (state.view ?? "table")} order={order} />
        {!state.q && chosen(state).length === 0 && <Picks />}
      </section>
    </div>
  );
}

/** The answer to what the address asks, with as many pages as it names: they come one after the other, by cursor. */
function useSearchResult() {
  const state = useSearch({ from: "/" });
  const result = useInfiniteQuery(searchQuery(state));
  const { fetchNextPage } = result;
  const loaded = result.data?.pages.length ?? 0;
  const wanting = loaded > 0 && loaded < (state.pages ?? 1);
  const ready = result.hasNextPage && !result.isFetching && !result.isError && !result.isPlaceholderData;
  useEffect(() => {
    if (wanting && ready) {
      void fetchNextPage();
    }
  }, [wanting, ready, fetchNextPage]);
  return result;
}
