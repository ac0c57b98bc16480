package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, totals and facets are exactly what looking at every listing would give. */
public abstract class FilteringContract extends IndexContract {
    private static final int QUERIES = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void filtersAndCountsAsAFullScanWould(long seed) {
        Random random = new Random(seed);
        List<ServiceVersion> services = RandomCatalogue.services(random, 150);
        index.rebuild(services.subList(0, 90)::forEach, FIRST);
        index.apply(services.subList(60, 120), List.of(), SECOND, Depth.WORDS);
        index.apply(services.subList(120, 150), List.of(), SECOND, Depth.MEANING);
        for (int i = 0; i < QUERIES; i++) {
            String text = RandomCatalogue.text(random);
            Filters filters = RandomCatalogue.filters(random);
            records = RandomCatalogue.records(random, services);
            FullScan expected = new FullScan(matching(services, text), filters, records);
            SearchAnswer answer = index.search(query(text, filters));
            assertThat(answer.total())
                    .as("%s %s", text, filters)
                    .isEqualTo(expected.hits().size());
            assertThat(answer.facets())
                    .as("%s %s", text, filters)
                    .containsExactlyInAnyOrderElementsOf(expected.facets());
            assertThat(answer.histograms()).as("%s %s", text, filters).containsExactlyElementsOf(expected.histograms());
            assertThat(ids(all(text, filters))).isEqualTo(Set.copyOf(expected.hits()));
        }
    }

    @Test
    void choosingABucketGivesWhatItCounted() {
        Random random = new Random(5);
        List<ServiceVersion> services = RandomCatalogue.services(random, 150);
        index.rebuild(services::forEach, FIRST);
        records = RandomCatalogue.records(random, services);
        for (SearchAnswer.Histogram histogram :
                index.search(query("", Filters.NONE)).histograms()) {
            assertThat(histogram.buckets()).as("%s", histogram.figure()).isNotEmpty();
            for (SearchAnswer.Bucket bucket : histogram.buckets()) {
                Range clicked = new Range(
                        Objects.requireNonNullElse(bucket.range().least(), 0L),
                        Objects.requireNonNullElse(bucket.range().most(), Long.MAX_VALUE));
                assertThat(index.search(query("", Filters.NONE.with(histogram.figure(), clicked)))
                                .total())
                        .as("%s", bucket)
                        .isEqualTo(bucket.count());
            }
        }
    }

    @Test
    void theUnionCountsWhatLiesInItsMembers() {
        put(
                Listing.of("p/a").residency("DE"),
                Listing.of("p/b").residency("EU"),
                Listing.of("p/c").residency("US"));
        SearchAnswer answer = index.search(query("", Filters.NONE.with(Trait.RESIDENCY, Set.of("EU"))));
        assertThat(names(answer)).containsExactly("p/a", "p/b");
    }

    /** What the index finds without filters; whether it should have is the ranking contract's business. */
    private List<ServiceVersion> matching(List<ServiceVersion> services, String text) {
        Set<Object> found = ids(all(text, Filters.NONE));
        if (text.isBlank()) {
            assertThat(found).hasSameSizeAs(services);
        }
        return services.stream()
                .filter(service -> found.contains(service.service()))
                .toList();
    }

    private List<SearchAnswer.Hit> all(String text, Filters filters) {
        List<SearchAnswer.Hit> hits = new ArrayList<>();
        String cursor = null;
        do {
            SearchAnswer page = index.search(new SearchQuery(text, filters, Sort.RELEVANCE, 40, cursor));
            hits.addAll(page.hits());
            cursor = page.next();
        } while (cursor != null);
        return hits;
    }

    private static Set<Object> ids(List<SearchAnswer.Hit> hits) {
        return hits.stream().map(SearchAnswer.Hit::service).collect(Collectors.toSet());
    }
}
