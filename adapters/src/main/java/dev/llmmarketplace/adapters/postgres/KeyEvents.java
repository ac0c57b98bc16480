package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.event.EventType;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What is told of changes to keys: to their organisation, and never the key. */
final class KeyEvents {
    private static final String TOPIC = "access";

    private KeyEvents() {}

    static void tell(Handle handle, EventType type, ApiKey key) {
        Map<String, String> data = Map.of("keyId", key.id().toString(), "name", key.name(), "prefix", key.prefix());
        Outbox.append(handle, TOPIC, Outbox.Entry.own(type, key.id(), key.organisation(), data));
    }
}
