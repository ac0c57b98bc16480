package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import dev.llmmarketplace.core.search.VectorStore;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts services into a generation, with the vectors that are known. */
final class DocumentWriter {
    private final Generation generation;
    private final KnownVectors known;
    private final Embedder embedder;
    private final VectorStore vectors;

    DocumentWriter(Generation generation, KnownVectors known, Embedder embedder, VectorStore vectors) {
        this.generation = generation;
        this.known = known;
        this.embedder = embedder;
        this.vectors = vectors;
    }

    /** Fetches the services' vectors that were made at some time, where the index does not hold them. */
    void learn(List<ServiceVersion> services) throws IOException {
        vectors.find(embedder.model(), unknown(services).keySet()).forEach(known::add);
    }

    /** Makes the vectors that the services still lack, before anything is written. */
    void embed(List<ServiceVersion> services) throws IOException {
        Map<String, String> unknown = unknown(services);
        List<Embedding> embeddings = embedder.embed(List.copyOf(unknown.values()));
        Map<String, float[]> made = new LinkedHashMap<>();
        for (String key : unknown.keySet()) {
            made.put(key, embeddings.get(made.size()).vector());
        }
        vectors.keep(embedder.model(), made);
        made.forEach(known::add);
    }

    /** Texts without a vector, by key. */
    private Map<String, String> unknown(List<ServiceVersion> services) throws IOException {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (ServiceVersion service : services) {
            for (View view : View.values()) {
                String text = view.text(service.manifest());
                String key = KnownVectors.key(text);
                if (known.find(view, key) == null) {
                    unknown.put(key, text);
                }
            }
        }
        return unknown;
    }

    void put(List<ServiceVersion> services) throws IOException {
        for (ServiceVersion service : services) {
            generation.put(service.service(), ServiceDocument.of(service, known));
        }
    }

    /** What {@link #learn} and {@link #embed} found out is not needed any more: of a million services it would fill the memory. */
    void forget() {
        known.forget();
    }
}
