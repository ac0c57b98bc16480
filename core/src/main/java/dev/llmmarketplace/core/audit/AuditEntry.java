package dev.llmmarketplace.core.audit;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done, or was refused.
 *
 * @param id rises, with gaps
 * @param actor null for the program itself, and for who is not signed in
 * @param action name of the operation; {@code system} for the program itself
 * @param kind what kind of thing the subject is, for example {@code key}
 * @param subject its id
 */
public record AuditEntry(
        long id,
        Instant at,
        @Nullable UserId actor,
        @Nullable OrganisationId organisation,
        String action,
        Change change,
        String kind,
        String subject,
        Particulars particulars) {

    /** What became of the subject. */
    public enum Change implements WireName {
        CREATED,
        CHANGED,
        REMOVED,
        /** Something was done that is no change of one thing. */
        DONE,
        REFUSED,
        /** By a fault of ours. */
        FAILED;

        @Override
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param before members that changed, as they were; empty when there were none. Secrets are named, not shown
     * @param after members that changed, as they are
     * @param request id of the request; null when there was none
     */
    public record Particulars(
            Map<String, Object> before,
            Map<String, Object> after,
            @Nullable String reason,
            @Nullable String request,
            @Nullable String address) {
        public Particulars {
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /** The members by their stable names; their {@link CanonicalJson} is what is sealed. */
    public Map<String, Object> members() {
        Map<String, Object> members = new TreeMap<>(Map.of(
                "id",
                id,
                "at",
                at.toString(),
                "action",
                action,
                "change",
                change.wireName(),
                "kind",
                kind,
                "subject",
                subject,
                "before",
                particulars.before(),
                "after",
                particulars.after()));
        putIfAny(members, "actor", actor);
        putIfAny(members, "organisation", organisation);
        putIfAny(members, "reason", particulars.reason());
        putIfAny(members, "request", particulars.request());
        putIfAny(members, "address", particulars.address());
        return members;
    }

    private static void putIfAny(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value.toString());
        }
    }

    public String canonical() {
        return CanonicalJson.text(members());
    }
}
