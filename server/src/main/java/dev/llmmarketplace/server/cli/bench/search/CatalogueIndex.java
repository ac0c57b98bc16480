package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.constraint.ConstraintReader;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A catalogue in an index of its own, asked as the REST interface asks: names are names, then constraints are read. */
final class CatalogueIndex implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int PAGE = 100;

    private final SearchIndex index;
    private final Map<ServiceId, String> names = new HashMap<>();
    private final ConstraintReader constraints = new ConstraintReader();

    private CatalogueIndex(SearchIndex index) {
        this.index = index;
    }

    /** @param scratch where the index may lie, beside others */
    static CatalogueIndex of(List<ServiceVersion> services, Path scratch, Embedder embedder, Consumer<String> progress)
            throws IOException {
        Path root = Files.createTempDirectory(scratch, "index");
        CatalogueIndex catalogue = new CatalogueIndex(LuceneSearchIndex.open(root, embedder, Ranker.ofUnmeasured()));
        catalogue.index.rebuild(_ -> {}, Position.START);
        for (int from = 0; from < services.size(); from += BATCH) {
            int to = Math.min(services.size(), from + BATCH);
            services.subList(from, to)
                    .forEach(service -> catalogue.names.put(
                            service.service(), service.manifest().name().toString()));
            catalogue.index.apply(services.subList(from, to), List.of(), Position.START, Depth.MEANING);
            progress.accept("indexed " + to + " of " + services.size());
        }
        return catalogue;
    }

    String name(ServiceId service) {
        return Objects.requireNonNull(names.get(service));
    }

    /** The first page, best first. */
    List<ServiceId> rank(String text) {
        return services(index.search(understood(text, PAGE, null)));
    }

    /** All that is found, whatever its order. */
    Set<ServiceId> all(String text) {
        Set<ServiceId> found = new HashSet<>();
        String cursor = null;
        do {
            SearchAnswer page = index.search(understood(text, PAGE, cursor));
            found.addAll(services(page));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private SearchQuery understood(String text, int limit, @Nullable String cursor) {
        SearchQuery asked = new SearchQuery(text, Filters.NONE, Sort.RELEVANCE, limit, cursor);
        return index.isName(text, Viewer.ANYBODY)
                ? asked
                : constraints.read(asked).query();
    }

    private static List<ServiceId> services(SearchAnswer answer) {
        return answer.hits().stream().map(SearchAnswer.Hit::service).toList();
    }

    @Override
    public void close() {
        index.close();
    }
}
