package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts services into a generation, with the vectors that are known. */
final class DocumentWriter {
    private final Generation generation;
    private final KnownVectors known;
    private final Embedder embedder;

    DocumentWriter(Generation generation, KnownVectors known, Embedder embedder) {
        this.generation = generation;
        this.known = known;
        this.embedder = embedder;
    }

    /** Makes the vectors of those services that have none yet, before anything is written. */
    void embed(List<ServiceVersion> services) throws IOException {
        Map<String, String> missing = new LinkedHashMap<>();
        for (ServiceVersion service : services) {
            for (View view : View.values()) {
                String text = view.text(service.manifest());
                String key = KnownVectors.key(text);
                if (known.find(view, key) == null) {
                    missing.put(key, text);
                }
            }
        }
        List<Embedding> embeddings = embedder.embed(List.copyOf(missing.values()));
        int next = 0;
        for (String key : missing.keySet()) {
            known.add(key, embeddings.get(next++).vector());
        }
    }

    void put(List<ServiceVersion> services) throws IOException {
        for (ServiceVersion service : services) {
            put(service);
        }
    }

    /** For readers that cannot throw what {@link #put} does. */
    void putUnchecked(ServiceVersion service) {
        try {
            put(service);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(ServiceVersion service) throws IOException {
        generation.put(service.service(), ServiceDocument.of(service, known));
    }
}
