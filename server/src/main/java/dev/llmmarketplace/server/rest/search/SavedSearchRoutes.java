package dev.llmmarketplace.server.rest.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SavedSearchId;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.constraint.ConstraintReader;
import dev.llmmarketplace.core.search.saved.SavedSearch;
import dev.llmmarketplace.core.search.saved.SavedSearchStore;
import dev.llmmarketplace.core.search.saved.SavedSearches;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.notification.NotificationRoutes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Questions that people keep. */
public final class SavedSearchRoutes {
    private static final ConstraintReader CONSTRAINTS = new ConstraintReader();

    private final SavedSearches searches;
    private final SavedSearchStore store;
    private final Viewers viewers;
    private final InstantSource clock;

    public SavedSearchRoutes(SavedSearches searches, SavedSearchStore store, Viewers viewers, InstantSource clock) {
        this.searches = searches;
        this.store = store;
        this.viewers = viewers;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("createSavedSearch", this::create);
        routes.on("listSavedSearches", this::list);
        routes.on("deleteSavedSearch", this::delete);
    }

    record NewSavedSearch(String name, JsonNode question) {}

    record SavedSearchBody(UUID id, String name, JsonNode question, Instant createdAt) {
        static SavedSearchBody from(SavedSearch search) {
            return new SavedSearchBody(
                    search.id().value(), search.name(), Json.tree(search.question()), search.createdAt());
        }
    }

    /** What a kept question asks. */
    public static SearchQuery query(SavedSearch search) {
        SearchQuestion question = SearchQuestion.of(Json.tree(search.question()));
        return question.constraints() ? CONSTRAINTS.read(question.query()).query() : question.query();
    }

    private Answer create(Request request) {
        NewSavedSearch body = request.body(NewSavedSearch.class);
        SavedSearch search = new SavedSearch(
                SavedSearchId.next(),
                NotificationRoutes.owner(request),
                Objects.requireNonNullElse(viewers.ofOrganisation(request).organisation(), ""),
                body.name(),
                Json.text(body.question()),
                clock.instant());
        searches.save(search, query(search));
        return Answer.created(SavedSearchBody.from(search));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(store.list(NotificationRoutes.owner(request)), SavedSearchBody::from));
    }

    private Answer delete(Request request) {
        SavedSearchId id = SavedSearchId.parse(request.text("id"));
        if (!store.delete(NotificationRoutes.owner(request), id)) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "You have no saved search " + id + ".");
        }
        return Answer.noContent();
    }
}
