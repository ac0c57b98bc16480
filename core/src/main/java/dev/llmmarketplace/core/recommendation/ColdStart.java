package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.recommendation.Recommendation.Kind;
import dev.llmmarketplace.core.recommendation.Recommendation.Reason;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.ranking.Scores;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What may be worth a look for somebody of whom nothing is known: what is trending, what is popular, and the first of each
 * category. Blocking; thread-safe.
 */
public final class ColdStart {
    private static final int POPULAR = 50;

    private final Trends trends;
    private final Supplier<TrackRecords> records;
    private final SearchIndex index;

    public ColdStart(Trends trends, Supplier<TrackRecords> records, SearchIndex index) {
        this.trends = trends;
        this.records = records;
        this.index = index;
    }

    /** In this order; each service with the first reason that was found for it. */
    Map<ServiceId, Reason> reasons(int limit, Clearance clearance) {
        Map<ServiceId, Reason> reasons = new LinkedHashMap<>();
        trends.in(Period.DAY, limit, clearance)
                .forEach(trend -> reasons.put(
                        trend.service().service(),
                        new Reason(Kind.TRENDING, null, trend.stir().interactions())));
        popular().forEach(reasons::putIfAbsent);
        for (Category category : Category.values()) {
            first(category).ifPresent(service -> reasons.putIfAbsent(service, new Reason(Kind.CATEGORY, null, 0)));
        }
        return reasons;
    }

    private Map<ServiceId, Reason> popular() {
        Map<ServiceId, Reason> popular = new LinkedHashMap<>();
        records.get().all().entrySet().stream()
                .filter(entry -> entry.getValue().requests() > 0)
                .sorted(Comparator.comparingDouble(
                                (Map.Entry<ServiceId, TrackRecord> entry) -> Scores.popularity(entry.getValue()))
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(POPULAR)
                .forEach(entry -> popular.put(
                        entry.getKey(),
                        new Reason(Kind.POPULAR, null, entry.getValue().requests())));
        return popular;
    }

    private Optional<ServiceId> first(Category category) {
        Filters filters = Filters.NONE
                .with(Trait.CATEGORY, Set.of(category.wireName()))
                .with(Trait.STATUS, Set.of(ServiceStatus.ACTIVE.wireName()));
        return index.search(new SearchQuery("", filters, Sort.RELEVANCE, 1, null)).hits().stream()
                .map(SearchAnswer.Hit::service)
                .findFirst();
    }

    /** The first of each category, then the second of each, and so on. */
    static List<Recommendation> diverse(List<Recommendation> ordered) {
        Map<Category, List<Recommendation>> byCategory = new LinkedHashMap<>();
        ordered.forEach(one -> byCategory
                .computeIfAbsent(one.service().manifest().category(), _ -> new ArrayList<>())
                .add(one));
        List<Recommendation> diverse = new ArrayList<>();
        for (int round = 0; diverse.size() < ordered.size(); round++) {
            for (List<Recommendation> category : byCategory.values()) {
                if (round < category.size()) {
                    diverse.add(category.get(round));
                }
            }
        }
        return diverse;
    }
}
