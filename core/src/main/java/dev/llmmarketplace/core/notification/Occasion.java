package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as notices are made of it.
 *
 * @param subject what it is about, for example {@code acme/chat}
 * @param owner the organisation whose thing it is; null where it is the marketplace's
 * @param facts what the event says, by the names of {@code api/asyncapi.yaml}; those within others by their path
 *     ({@code problem.detail})
 */
public record Occasion(
        EventType type, String subject, @Nullable OrganisationId owner, Map<String, String> facts) {
    public Occasion {
        facts = Map.copyOf(facts);
    }

    /** @throws IllegalStateException when the event does not say it */
    String fact(String name) {
        String value = facts.get(name);
        if (value == null) {
            throw new IllegalStateException(type.wireName() + " says no " + name);
        }
        return value;
    }

    /** @throws IllegalStateException when it has none */
    OrganisationId requireOwner() {
        if (owner == null) {
            throw new IllegalStateException(type.wireName() + " has no owner");
        }
        return owner;
    }
}
