package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.core.search.Embedder.Embedding;
import dev.llmmarketplace.core.search.VectorStore;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Finds and makes the vectors of services' texts, before anything is written. A service with a text that the model refuses to
 * take is set aside: it is found by its words and its other texts, others go on, and the model is asked again after some
 * time, or when the service says something else. What is set aside is forgotten with the process. Thread-safe.
 */
final class Meanings {
    private static final Duration ASIDE = Duration.ofHours(1);

    private final Embedder embedder;
    private final VectorStore vectors;
    private final LongSupplier nanoTime;
    private final Map<ServiceId, Long> aside = new ConcurrentHashMap<>();

    /** @param vectors where they are kept besides the index */
    Meanings(Embedder embedder, VectorStore vectors, LongSupplier nanoTime) {
        this.embedder = embedder;
        this.vectors = vectors;
        this.nanoTime = nanoTime;
    }

    /** Fetches the services' vectors that were made at some time, where the index does not hold them. */
    void learn(List<ServiceVersion> services, KnownVectors known) throws IOException {
        vectors.find(embedder.model(), unknown(services, known).keySet()).forEach(known::add);
    }

    /** Makes the vectors that the services still lack; takes as long as the model does. */
    void make(List<ServiceVersion> services, KnownVectors known) throws IOException {
        Map<String, String> unknown = unknown(services, known);
        List<Optional<Embedding>> embeddings = embedder.embedEach(List.copyOf(unknown.values()));
        Map<String, float[]> made = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        int next = 0;
        for (String key : unknown.keySet()) {
            embeddings.get(next++).ifPresentOrElse(one -> made.put(key, one.vector()), () -> refused.add(key));
        }
        vectors.keep(embedder.model(), made);
        made.forEach(known::add);
        for (ServiceVersion service : services) {
            setAside(service, refused);
        }
    }

    private void setAside(ServiceVersion service, Set<String> refused) {
        for (View view : View.values()) {
            if (refused.contains(VectorStore.key(view.text(service.manifest())))) {
                aside.put(service.service(), nanoTime.getAsLong() + ASIDE.toNanos());
                return;
            }
        }
        aside.remove(service.service());
    }

    /** True while the service waits for its refused texts to be asked about again. */
    boolean aside(ServiceId service) {
        Long until = aside.get(service);
        return until != null && nanoTime.getAsLong() - until < 0;
    }

    /** What is said of them may have changed: the model is asked again. */
    void changed(List<ServiceVersion> services) {
        services.forEach(service -> aside.remove(service.service()));
    }

    /** Texts without a vector, by key. */
    private static Map<String, String> unknown(List<ServiceVersion> services, KnownVectors known) throws IOException {
        Map<String, String> unknown = new LinkedHashMap<>();
        for (ServiceVersion service : services) {
            for (View view : View.values()) {
                String text = view.text(service.manifest());
                String key = VectorStore.key(text);
                if (known.find(view, key) == null) {
                    unknown.put(key, text);
                }
            }
        }
        return unknown;
    }
}
