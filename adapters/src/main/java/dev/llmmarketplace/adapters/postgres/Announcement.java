package dev.llmmarketplace.adapters.postgres;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A hint that something changed; the trigger function {@code announce} writes it as {@code kind:id}.
 *
 * @param kind what changed, for example {@code key}
 * @param id of the changed thing; of events the topic
 */
record Announcement(String kind, String id) {
    static final String CHANNEL = "marketplace";

    static Announcement parse(String payload) {
        int colon = payload.indexOf(':');
        return new Announcement(payload.substring(0, colon), payload.substring(colon + 1));
    }

    /** The identifiers of the things of {@code kind} that are announced. */
    static List<UUID> ids(Collection<Announcement> announcements, String kind) {
        return announcements.stream()
                .filter(announcement -> announcement.kind.equals(kind))
                .map(announcement -> UUID.fromString(announcement.id))
                .toList();
    }
}
