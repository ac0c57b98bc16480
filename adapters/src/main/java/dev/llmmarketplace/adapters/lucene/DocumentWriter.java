package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.io.IOException;
import java.util.List;

/** Puts services into a generation, with the vectors that are known. */
final class DocumentWriter {
    private final Generation generation;
    private final KnownVectors known;
    private final Meanings meanings;

    DocumentWriter(Generation generation, KnownVectors known, Meanings meanings) {
        this.generation = generation;
        this.known = known;
        this.meanings = meanings;
    }

    /** Fetches the services' vectors that were made at some time, where the index does not hold them. */
    void learn(List<ServiceVersion> services) throws IOException {
        meanings.learn(services, known);
    }

    void put(List<ServiceVersion> services) throws IOException {
        for (ServiceVersion service : services) {
            generation.put(service.service(), ServiceDocument.of(service, known));
        }
    }

    /** What {@link #learn} found out is not needed any more: of a million services it would fill the memory. */
    void forget() {
        known.forget();
    }
}
