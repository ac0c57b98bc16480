package dev.llmmarketplace.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.receipt.SealedBatch;
import dev.llmmarketplace.server.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sealed batch on the wire. */
public record SealedBatchBody(Map<String, Object> batch, String signature, List<EntryBody> entries) {

    public record EntryBody(
            int index, String leaf, @Nullable JsonNode record) {
        static EntryBody from(SealedBatch.Entry entry) {
            String record = entry.record();
            return new EntryBody(entry.index(), entry.leaf().hex(), record == null ? null : Json.tree(record));
        }
    }

    public static SealedBatchBody from(SealedBatch batch) {
        return new SealedBatchBody(
                batch.seal().members(),
                batch.signature(),
                batch.entries().stream().map(EntryBody::from).toList());
    }
}
