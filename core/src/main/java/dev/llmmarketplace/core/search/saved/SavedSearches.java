package dev.llmmarketplace.core.search.saved;

import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import java.util.Set;

/** Keeps a question, beginning with what answers it today. Blocking; thread-safe. */
public final class SavedSearches {
    private final SearchIndex index;
    private final SavedSearchStore store;

    public SavedSearches(SearchIndex index, SavedSearchStore store) {
        this.index = index;
        this.store = store;
    }

    /**
     * @param query what {@code search} asks
     * @throws ProblemException {@code VALIDATION_FAILED} for a question that more than {@value Answers#MOST} services answer,
     *     and as {@link SavedSearchStore#create}
     */
    public void save(SavedSearch search, SearchQuery query) {
        Set<ServiceId> known = Answers.of(index, query, Viewer.of(search.slug()));
        if (known.size() > Answers.MOST) {
            throw new ProblemException(Problem.invalid(
                    "/question",
                    "answered by at most " + Answers.MOST + " services",
                    "more answer it",
                    "Add words or filters, so that something new is news."));
        }
        store.create(search, known);
    }
}
