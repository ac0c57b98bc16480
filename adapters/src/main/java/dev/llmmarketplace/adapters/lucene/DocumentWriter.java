package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;

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

    /** Of services that the generation does not hold. */
    void add(List<ServiceVersion> services) throws IOException {
        List<Document> documents = new ArrayList<>(services.size());
        for (ServiceVersion service : services) {
            documents.add(ServiceDocument.of(service, known));
        }
        generation.add(documents);
    }

    void put(List<ServiceVersion> services) throws IOException {
        for (ServiceVersion service : services) {
            generation.put(service.service(), ServiceDocument.of(service, known));
        }
    }
}
