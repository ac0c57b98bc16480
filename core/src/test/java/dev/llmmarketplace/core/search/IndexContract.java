package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.ranking.Ranker;
import dev.llmmarketplace.core.search.ranking.Ranking;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the contracts of {@link SearchIndex} share: an empty index, and questions to it in short. */
public abstract class IndexContract {
    protected static final Position FIRST = new Position(7, 1);
    protected static final Position SECOND = new Position(7, 2);

    @TempDir
    protected Path directory;

    protected ConceptEmbedder embedder;
    protected SearchIndex index;
    /** What the index ranks by beside the question. */
    protected volatile TrackRecords records = TrackRecords.NONE;

    private final Map<Object, String> names = new HashMap<>();

    /** Opens, or opens again, what lies in the directory. */
    protected abstract SearchIndex open(Path directory, Embedder embedder);

    protected Ranker ranker() {
        return new Ranker(Ranking.USUAL, () -> records);
    }

    @BeforeEach
    void begin() {
        embedder = new ConceptEmbedder("concepts");
        index = open(directory, embedder);
        index.rebuild(reader -> {}, FIRST);
    }

    @AfterEach
    void end() {
        index.close();
    }

    /** Indexes these, vectors included. */
    protected void put(Listing... listings) {
        put(Depth.MEANING, listings);
    }

    protected void put(Depth depth, Listing... listings) {
        index.apply(built(listings), List.of(), SECOND, depth);
    }

    protected List<ServiceVersion> built(Listing... listings) {
        List<ServiceVersion> services = new ArrayList<>();
        for (Listing listing : listings) {
            ServiceVersion service = listing.build();
            names.put(service.service(), service.manifest().name().toString());
            services.add(service);
        }
        return services;
    }

    protected static SearchQuery query(String text, Filters filters) {
        return new SearchQuery(text, filters, Sort.RELEVANCE, 100, null);
    }

    protected SearchAnswer ask(String text) {
        return index.search(query(text, Filters.NONE));
    }

    /** The names of what is found, in order. */
    protected List<String> found(String text) {
        return names(ask(text));
    }

    protected List<String> names(SearchAnswer answer) {
        return answer.hits().stream()
                .map(hit -> names.getOrDefault(hit.service(), "?"))
                .toList();
    }

    protected String name(ServiceId service) {
        return names.getOrDefault(service, "?");
    }

    /** Why {@code name} is among the answers. */
    protected List<String> reasons(String text, String name) {
        return ask(text).hits().stream()
                .filter(hit -> hit.service().equals(Listing.id(name)))
                .findFirst()
                .orElseThrow()
                .matched();
    }
}
