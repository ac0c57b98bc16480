package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Services like another: the score is half the category's, three tenths the tags' (those in common over those of either),
 * two tenths the price's (the smaller over the greater). Candidates are what means much the same and what offers the same
 * model. Blocking; thread-safe.
 */
public final class SimilarServices {
    private static final int CANDIDATES = 60;
    private static final double CATEGORY = 0.5;
    private static final double TAGS = 0.3;
    private static final double PRICE = 0.2;
    private static final double NEAR = 0.5;

    private final SearchIndex index;
    private final CatalogStore catalog;

    public SimilarServices(SearchIndex index, CatalogStore catalog) {
        this.index = index;
        this.catalog = catalog;
    }

    /**
     * @param score 0..1
     * @param reasons {@code model}, {@code category}, {@code tags}, {@code price}; what they have in common
     */
    public record Similar(ServiceVersion service, double score, List<String> reasons) {}

    /** The most similar first that {@code viewer} sees and policies allow him; without {@code service} itself. */
    public List<Similar> of(ServiceVersion service, int limit, Viewer viewer, Clearance clearance) {
        Set<ServiceId> candidates = new LinkedHashSet<>();
        Stream.concat(sameModel(service, viewer), sameMeaning(service, viewer)).forEach(candidates::add);
        candidates.remove(service.service());
        return candidates.isEmpty()
                ? List.of()
                : catalog.findListed(candidates).stream()
                        .filter(viewer::sees)
                        .filter(clearance::admits)
                        .map(other -> compare(service, other))
                        .sorted(Comparator.comparingDouble(Similar::score)
                                .reversed()
                                .thenComparing(similar -> !similar.reasons().contains("model"))
                                .thenComparing(similar ->
                                        similar.service().manifest().name().toString()))
                        .limit(limit)
                        .toList();
    }

    private Stream<ServiceId> sameModel(ServiceVersion service, Viewer viewer) {
        String model = service.manifest().model();
        return model == null ? Stream.empty() : find("", Filters.NONE.with(Trait.MODEL, Set.of(model)), viewer);
    }

    private Stream<ServiceId> sameMeaning(ServiceVersion service, Viewer viewer) {
        String text = MeaningText.of(service.manifest());
        String category = service.manifest().category().wireName();
        Filters filters = Filters.NONE.with(Trait.CATEGORY, Set.of(category));
        String asked = text.substring(0, Math.min(text.length(), SearchQuery.MAX_TEXT));
        return Stream.concat(find(asked, filters, viewer), find("", filters, viewer));
    }

    private Stream<ServiceId> find(String text, Filters filters, Viewer viewer) {
        return index.search(new SearchQuery(text, filters, Sort.RELEVANCE, CANDIDATES, null), viewer).hits().stream()
                .map(SearchAnswer.Hit::service);
    }

    private static Similar compare(ServiceVersion one, ServiceVersion other) {
        boolean category = one.manifest().category() == other.manifest().category();
        double tags = overlap(one.manifest().tags(), other.manifest().tags());
        double price = nearness(Figure.BLENDED_PRICE.of(one), Figure.BLENDED_PRICE.of(other));
        String model = one.manifest().model();
        List<String> reasons = new ArrayList<>();
        add(reasons, "model", model != null && model.equals(other.manifest().model()));
        add(reasons, "category", category);
        add(reasons, "tags", tags >= NEAR);
        add(reasons, "price", price >= NEAR);
        return new Similar(other, (category ? CATEGORY : 0) + TAGS * tags + PRICE * price, reasons);
    }

    private static void add(List<String> reasons, String reason, boolean given) {
        if (given) {
            reasons.add(reason);
        }
    }

    private static double overlap(Set<String> one, Set<String> other) {
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        int either = one.size() + other.size() - both.size();
        return either == 0 ? 0 : (double) both.size() / either;
    }

    /** 0 where a price is not known. */
    private static double nearness(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return 0;
        }
        return Objects.equals(one, other) ? 1 : (double) Math.min(one, other) / Math.max(one, other);
    }
}
