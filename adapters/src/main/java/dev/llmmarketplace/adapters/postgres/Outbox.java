package dev.llmmarketplace.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Writes domain events in the transaction of the change they tell of, and with them what the world outside is told. */
final class Outbox {
    /** In an audience: everybody. */
    static final String EVERYBODY = "*";

    /** In an audience: every organisation that may publish. */
    static final String PROVIDERS = "+providers";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Outbox() {}

    static void append(Handle handle, String topic, Entry entry) {
        appendAll(handle, topic, List.of(entry));
    }

    static void appendAll(Handle handle, String topic, List<Entry> entries) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO outbox (topic, type, key, payload, told, subject, owner, audience, data, confidential)
                VALUES (:topic, :type, :key, CAST(:payload AS jsonb), :told, :subject,
                        coalesce(CAST(:owner AS uuid),
                                 (SELECT provider FROM service WHERE id = CAST(:service AS uuid))),
                        :audience, CAST(:data AS jsonb), CAST(:confidential AS jsonb))
                """);
        for (Entry entry : entries) {
            Told told = entry.told();
            batch.bind("topic", topic)
                    .bind("type", entry.type())
                    .bind("key", entry.key().toString())
                    .bind("payload", json(entry.payload()))
                    .bind("told", told == null ? null : told.type().wireName())
                    .bind("subject", told == null ? null : told.subject())
                    .bind("owner", told == null ? null : told.owner().organisation())
                    .bind("service", told == null ? null : told.owner().service())
                    .bindArray("audience", String.class, (told == null ? List.of() : told.audience()).toArray())
                    .bind("data", told == null ? null : json(told.data()))
                    .bind("confidential", told == null ? null : json(told.confidential()))
                    .add();
        }
        batch.execute();
    }

    /**
     * What happened to what.
     *
     * @param key an identifier
     * @param payload strings, numbers and truth values
     * @param told what the world outside hears of it; null for nothing
     */
    record Entry(
            String type,
            Object key,
            Map<String, ?> payload,
            @Nullable Told told) {
        Entry(String type, Object key, Map<String, ?> payload) {
            this(type, key, payload, null);
        }

        /** Something that is its owner's alone. */
        static Entry own(EventType type, Object key, OrganisationId owner, Map<String, ?> data) {
            return new Entry(
                    type.wireName(),
                    key,
                    Map.of("organisation", owner.toString()),
                    Told.own(type, key.toString(), owner, data));
        }
    }

    /**
     * What the world outside hears.
     *
     * @param subject what it is about, for example {@code acme/chat}
     * @param audience slugs of organisations beside the owner that may hear of it
     * @param data as {@code api/asyncapi.yaml} says
     * @param confidential added to {@code data} for the owner alone
     */
    record Told(
            EventType type,
            String subject,
            Owner owner,
            List<String> audience,
            Map<String, ?> data,
            Map<String, ?> confidential) {
        /** Something that is its owner's alone. */
        static Told own(EventType type, String subject, OrganisationId owner, Map<String, ?> data) {
            return new Told(type, subject, Owner.of(owner), List.of(), data, Map.of());
        }
    }

    /** Whose thing it is: an organisation's, that of a service's provider, or the marketplace's. */
    record Owner(@Nullable String organisation, @Nullable String service) {
        static final Owner MARKETPLACE = new Owner(null, null);

        static Owner of(OrganisationId organisation) {
            return new Owner(organisation.toString(), null);
        }

        static Owner providerOf(ServiceId service) {
            return new Owner(null, service.toString());
        }
    }

    private static String json(Map<String, ?> payload) {
        try {
            return JSON.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event's payload is plain values", e);
        }
    }
}
