package dev.llmmarketplace.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes domain events in the transaction of the change they tell of. */
final class Outbox {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Outbox() {}

    static void append(Handle handle, String topic, Entry entry) {
        appendAll(handle, topic, List.of(entry));
    }

    static void appendAll(Handle handle, String topic, List<Entry> entries) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO outbox (topic, type, key, payload) VALUES (:topic, :type, :key, CAST(:payload AS jsonb))
                """);
        for (Entry entry : entries) {
            batch.bind("topic", topic)
                    .bind("type", entry.type())
                    .bind("key", entry.key().toString())
                    .bind("payload", json(entry.payload()))
                    .add();
        }
        batch.execute();
    }

    /**
     * What happened to what.
     *
     * @param key an identifier
     * @param payload strings, numbers and truth values
     */
    record Entry(String type, Object key, Map<String, ?> payload) {}

    private static String json(Map<String, ?> payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's payload is plain values", e);
        }
    }
}
