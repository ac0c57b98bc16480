package dev.llmmarketplace.adapters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.adapters.lucene.LuceneSearchIndex;
import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Listing;
import dev.llmmarketplace.core.search.SearchAnswer;
import dev.llmmarketplace.core.search.SearchIndex;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures how good the search is, by hand: nDCG@10 on collections of documents, questions and right answers in the layout
 * of BEIR ({@code corpus.jsonl}, {@code queries.jsonl}, {@code qrels.tsv}). Arguments: a scratch directory, then the
 * collections' directories.
 *
 * <p>Reference: Thakur and others, BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information Retrieval
 * Models, 2021.
 */
public final class SearchQuality {
    private static final int DEPTH = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<ServiceId, String> documents = new HashMap<>();
    private final Map<String, Map<String, Integer>> answers = new HashMap<>();
    private double gain;
    private long total;
    private int questions;

    private SearchQuality() {}

    public static void main(String[] arguments) throws IOException {
        Path scratch = Path.of(arguments[0]);
        try (MiniLmEmbedder embedder = new MiniLmEmbedder(scratch.resolve("models"))) {
            embedder.load();
            for (String collection : Arrays.asList(arguments).subList(1, arguments.length)) {
                Path directory = Path.of(collection);
                Path root = Files.createTempDirectory(scratch, "index");
                try (SearchIndex index = LuceneSearchIndex.open(root, embedder)) {
                    new SearchQuality().measure(directory, index, System.out);
                }
            }
        }
    }

    private void measure(Path directory, SearchIndex index, PrintStream out) throws IOException {
        long start = System.nanoTime();
        List<ServiceVersion> listings = listings(directory.resolve("corpus.jsonl"));
        index.rebuild(listings::forEach, Position.START);
        long worded = System.nanoTime();
        index.apply(listings, List.of(), Position.START, SearchIndex.Depth.MEANING);
        long meant = System.nanoTime();
        readAnswers(directory.resolve("qrels.tsv"));
        ask(directory.resolve("queries.jsonl"), index);
        long asked = System.nanoTime();
        out.printf(
                "%s: nDCG@10 %.4f, %d documents (words %d ms, vectors %d ms), %d questions"
                        + " (%.1f ms and %.1f matches each)%n",
                directory.getFileName(),
                gain / questions,
                documents.size(),
                (worded - start) / 1_000_000,
                (meant - worded) / 1_000_000,
                questions,
                (asked - meant) / 1e6 / questions,
                (double) total / questions);
    }

    private List<ServiceVersion> listings(Path corpus) throws IOException {
        try (Stream<String> lines = Files.lines(corpus)) {
            return lines.map(this::listing).toList();
        }
    }

    private ServiceVersion listing(String line) {
        JsonNode document = read(line);
        String name = "collection/d" + documents.size();
        documents.put(Listing.id(name), document.get("_id").asText());
        return Listing.of(name)
                .title(document.get("title").asText())
                .description(document.get("text").asText())
                .build();
    }

    private void readAnswers(Path qrels) throws IOException {
        try (Stream<String> lines = Files.lines(qrels)) {
            lines.skip(1)
                    .map(line -> line.split("\t", -1))
                    .forEach(columns -> answers.computeIfAbsent(columns[0], any -> new HashMap<>())
                            .put(columns[1], Integer.parseInt(columns[2])));
        }
    }

    private void ask(Path queries, SearchIndex index) throws IOException {
        try (Stream<String> lines = Files.lines(queries)) {
            lines.map(SearchQuality::read).forEach(question -> {
                SearchAnswer answer = index.search(
                        new SearchQuery(question.get("text").asText(), Filters.NONE, Sort.RELEVANCE, DEPTH, null));
                gain += gain(answer, answers.getOrDefault(question.get("_id").asText(), Map.of()));
                total += answer.total();
                questions++;
            });
        }
    }

    private double gain(SearchAnswer answer, Map<String, Integer> right) {
        double got = 0;
        for (int rank = 0; rank < answer.hits().size(); rank++) {
            String document = documents.get(answer.hits().get(rank).service());
            got += discounted(right.getOrDefault(String.valueOf(document), 0), rank);
        }
        List<Integer> ideal = right.values().stream().sorted((a, b) -> b - a).toList();
        double best = 0;
        for (int rank = 0; rank < Math.min(DEPTH, ideal.size()); rank++) {
            best += discounted(ideal.get(rank), rank);
        }
        return best == 0 ? 0 : got / best;
    }

    private static double discounted(int relevance, int rank) {
        return (Math.pow(2, relevance) - 1) / (Math.log(rank + 2.0) / Math.log(2));
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
