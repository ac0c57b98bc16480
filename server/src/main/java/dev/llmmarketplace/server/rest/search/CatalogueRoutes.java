package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Inventory;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SimilarServices;
import dev.llmmarketplace.core.search.Suggestion;
import dev.llmmarketplace.core.search.Suggestions;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looking around in what the caller may see of the catalogue: suggestions, categories, tags, similar services, comparisons. */
public final class CatalogueRoutes {
    private static final int USUAL_SUGGESTIONS = 10;
    private static final int USUAL_SIMILAR = 10;

    private final CatalogStore catalog;
    private final Providers providers;
    private final Viewers viewers;
    private final Inventory inventory;
    private final Suggestions suggestions;
    private final SimilarServices similar;
    private final Comparisons comparisons;

    public CatalogueRoutes(
            CatalogStore catalog,
            Providers providers,
            Inventory inventory,
            Suggestions suggestions,
            SimilarServices similar,
            Comparisons comparisons,
            Viewers viewers) {
        this.viewers = viewers;
        this.catalog = catalog;
        this.providers = providers;
        this.inventory = inventory;
        this.suggestions = suggestions;
        this.similar = similar;
        this.comparisons = comparisons;
    }

    public void register(Routes routes) {
        routes.on("suggest", this::suggest);
        routes.on("listCategories", this::categories);
        routes.on("listTags", this::tags);
        routes.on("listSimilarServices", this::similar);
        routes.on("compareServices", this::compare);
    }

    record Items<T>(List<T> items) {}

    record SuggestionBody(String kind, String text, String label, long count) {
        static SuggestionBody from(Suggestion suggestion) {
            return new SuggestionBody(
                    suggestion.kind().wireName(), suggestion.text(), suggestion.label(), suggestion.count());
        }
    }

    record CountBody(String name, long services) {}

    record SimilarBody(double score, List<String> reasons, ServiceSummaryBody service) {}

    private Answer suggest(Request request) {
        int limit = request.find("limit", Integer::valueOf).orElse(USUAL_SUGGESTIONS);
        return Answer.ok(new Items<>(
                suggestions.suggest(request.text("q"), limit, viewers.of(request), viewers.clearance(request)).stream()
                        .map(SuggestionBody::from)
                        .toList()));
    }

    /** All there are, also those without a service. */
    private Answer categories(Request request) {
        Map<String, Long> counts = inventory.of(Trait.CATEGORY, viewers.of(request)).stream()
                .collect(Collectors.toMap(SearchAnswer.Count::value, SearchAnswer.Count::count));
        return Answer.ok(new Items<>(Arrays.stream(Category.values())
                .map(category -> new CountBody(category.wireName(), counts.getOrDefault(category.wireName(), 0L)))
                .toList()));
    }

    private Answer tags(Request request) {
        int limit = request.find("limit", Integer::valueOf).orElse(Inventory.MOST);
        return Answer.ok(new Items<>(inventory.of(Trait.TAG, viewers.of(request)).stream()
                .limit(limit)
                .map(count -> new CountBody(count.value(), count.count()))
                .toList()));
    }

    private Answer similar(Request request) {
        int limit = request.find("limit", Integer::valueOf).orElse(USUAL_SIMILAR);
        Viewer viewer = viewers.of(request);
        ServiceVersion service = listed(List.of(request.text("id")), viewer).getFirst();
        Clearance clearance = viewers.clearance(request);
        return Answer.ok(new Items<>(similar.of(service, limit, viewer, clearance).stream()
                .map(one -> new SimilarBody(one.score(), one.reasons(), summary(one.service(), clearance)))
                .toList()));
    }

    private Answer compare(Request request) {
        return Answer.ok(comparisons.of(listed(request.all("ids"), viewers.of(request)), viewers.clearance(request)));
    }

    /** In the order that was asked for; what the viewer may not see does not exist. */
    private List<ServiceVersion> listed(List<String> ids, Viewer viewer) {
        List<ServiceId> services = ids.stream().map(ServiceId::parse).toList();
        Map<ServiceId, ServiceVersion> found = catalog.findListed(services).stream()
                .filter(viewer::sees)
                .collect(Collectors.toMap(ServiceVersion::service, service -> service));
        for (ServiceId service : services) {
            if (!found.containsKey(service)) {
                throw new ProblemException(ErrorCode.NOT_FOUND, "There is no such service: " + service + ".");
            }
        }
        return services.stream()
                .flatMap(service -> Optional.ofNullable(found.get(service)).stream())
                .toList();
    }

    private ServiceSummaryBody summary(ServiceVersion service, Clearance clearance) {
        return ServiceSummaryBody.from(service, providers.of(service), clearance);
    }
}
