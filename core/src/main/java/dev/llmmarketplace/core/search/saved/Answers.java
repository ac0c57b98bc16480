package dev.llmmarketplace.core.search.saved;

import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import java.util.LinkedHashSet;
import java.util.Set;

/** All that answers a question, up to a bound, what was listed last first. */
final class Answers {
    /** More nobody can look through; a question that finds more is too wide to be kept. */
    static final int MOST = 1_000;

    private static final int PAGE = 100;

    private Answers() {}

    /** One more than {@link #MOST} where there are more. */
    static Set<ServiceId> of(SearchIndex index, SearchQuery query, Viewer viewer) {
        Set<ServiceId> found = new LinkedHashSet<>();
        String cursor = null;
        do {
            SearchAnswer answer = index.search(
                    new SearchQuery(query.text(), query.filters(), SearchQuery.Sort.UPDATED, PAGE, cursor), viewer);
            answer.hits().forEach(hit -> found.add(hit.service()));
            cursor = answer.next();
        } while (cursor != null && found.size() <= MOST);
        return found;
    }
}
