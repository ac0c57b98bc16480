package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.ApiKey;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is told of changes to keys. */
final class KeyEvents {
    private static final String TOPIC = "access";

    private KeyEvents() {}

    static void tell(Handle handle, String type, ApiKey key) {
        Map<String, String> payload = Map.of("organisation", key.organisation().toString());
        Outbox.append(handle, TOPIC, new Outbox.Entry(type, key.id(), payload));
    }
}
