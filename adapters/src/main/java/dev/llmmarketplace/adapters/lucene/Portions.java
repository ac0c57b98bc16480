package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts services that come one by one into an index, some hundred at a time. */
final class Portions implements Consumer<ServiceVersion> {
    private static final int SIZE = 500;

    private final DocumentWriter documents;
    private final List<ServiceVersion> portion = new ArrayList<>();

    Portions(DocumentWriter documents) {
        this.documents = documents;
    }

    /** @throws UncheckedIOException when the index cannot be written */
    @Override
    public void accept(ServiceVersion service) {
        portion.add(service);
        if (portion.size() == SIZE) {
            finish();
        }
    }

    /** Puts in what is left. */
    void finish() {
        try {
            documents.forget();
            documents.learn(portion);
            documents.put(portion);
            portion.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
