package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.lucene.Leg;
import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.ranking.Ranker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** A collection in an index of its own, as listings of the marketplace. */
final class IndexedCorpus implements AutoCloseable {
    /** As deep as trec_eval's users look for the first right answer. */
    private static final int DEPTH = 1000;

    private static final int BATCH = 256;

    private final JudgedCorpus corpus;
    private final LuceneSearchIndex index;
    private final Map<ServiceId, String> documents = new HashMap<>();

    private IndexedCorpus(JudgedCorpus corpus, LuceneSearchIndex index) {
        this.corpus = corpus;
        this.index = index;
    }

    /** @param scratch where the index may lie, beside others */
    static IndexedCorpus of(JudgedCorpus corpus, Path scratch, Embedder embedder, Consumer<String> progress)
            throws IOException {
        Path root = Files.createTempDirectory(scratch, "index");
        IndexedCorpus indexed =
                new IndexedCorpus(corpus, LuceneSearchIndex.open(root, embedder, Ranker.ofUnmeasured()));
        indexed.fill(progress);
        return indexed;
    }

    private void fill(Consumer<String> progress) {
        index.rebuild(_ -> {}, Position.START);
        List<ServiceVersion> batch = new ArrayList<>();
        corpus.documents().forEach((id, document) -> {
            ServiceVersion listing = DocumentListing.of(documents.size(), document);
            documents.put(listing.service(), id);
            batch.add(listing);
            if (batch.size() == BATCH) {
                put(batch, progress);
            }
        });
        put(batch, progress);
    }

    private void put(List<ServiceVersion> batch, Consumer<String> progress) {
        index.apply(batch, List.of(), Position.START, Depth.MEANING);
        batch.clear();
        progress.accept(corpus.name() + ": indexed " + documents.size() + " of "
                + corpus.documents().size());
    }

    /** Asks every question of every leg. */
    Map<Leg, Effectiveness> measure() {
        Map<Leg, List<Effectiveness>> answers = new EnumMap<>(Leg.class);
        corpus.questions().forEach((id, question) -> {
            Map<String, Integer> grades =
                    Objects.requireNonNull(corpus.judgements().get(id));
            for (Leg leg : Leg.values()) {
                answers.computeIfAbsent(leg, _ -> new ArrayList<>()).add(Effectiveness.of(rank(question, leg), grades));
            }
        });
        Map<Leg, Effectiveness> means = new EnumMap<>(Leg.class);
        answers.forEach((leg, all) -> means.put(leg, Effectiveness.mean(all)));
        return means;
    }

    /** A question that is longer than the product takes is cut. */
    private List<String> rank(String question, Leg leg) {
        String text = question.substring(0, Math.min(SearchQuery.MAX_TEXT, question.length()));
        return index.rank(text, leg, DEPTH).stream().map(documents::get).toList();
    }

    @Override
    public void close() {
        index.close();
    }
}
