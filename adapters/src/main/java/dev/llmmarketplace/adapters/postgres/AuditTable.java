package dev.llmmarketplace.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.audit.AuditEntry;
import dev.llmmarketplace.core.audit.AuditEntry.Change;
import dev.llmmarketplace.core.audit.AuditEntry.Particulars;
import dev.llmmarketplace.core.audit.AuditTrail.Refusal;
import dev.llmmarketplace.core.catalog.CatalogStore.ImportOutcome;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.receipt.CanonicalJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of {@code audit_entry}. Those of changes are written by triggers, which ask who acts. */
final class AuditTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private AuditTable() {}

    /** Puts down to {@code action} what the rest of the transaction changes. */
    static void actUnder(Handle handle, Action action) {
        handle.createQuery("SELECT set_config('app.action', :action, true)")
                .bind("action", CanonicalJson.text(members(action)))
                .mapTo(String.class)
                .one();
    }

    private static Map<String, Object> members(Action action) {
        Map<String, Object> members = new TreeMap<>();
        members.put("action", action.name());
        members.put("request", action.request());
        members.put("address", action.address());
        Optional.ofNullable(action.actor()).ifPresent(actor -> members.put("actor", actor.toString()));
        Optional.ofNullable(action.organisation()).ifPresent(own -> members.put("organisation", own.toString()));
        Optional.ofNullable(action.reason()).ifPresent(reason -> members.put("reason", reason));
        return members;
    }

    /** One entry of a whole batch of listings, whose versions have none of their own. */
    static void enterImport(Handle handle, List<ImportOutcome> outcomes) {
        Map<ImportOutcome, Integer> counts = new EnumMap<>(ImportOutcome.class);
        outcomes.forEach(outcome -> counts.merge(outcome, 1, Integer::sum));
        Map<String, Object> after = new TreeMap<>();
        counts.forEach((outcome, count) -> after.put(outcome.name().toLowerCase(Locale.ROOT), count));
        enter(handle, Action.present(), Change.DONE, new Subject("catalogue", "import"), after);
    }

    static void enterRefusal(Handle handle, Action action, Refusal refusal) {
        enter(
                handle,
                Optional.of(action),
                refusal.change(),
                new Subject("request", refusal.subject()),
                Map.of("code", refusal.code()));
    }

    private record Subject(String kind, String id) {}

    private static void enter(
            Handle handle, Optional<Action> action, Change change, Subject subject, Map<String, Object> after) {
        handle.createUpdate("""
                        INSERT INTO audit_entry (actor, organisation, action, change, kind, subject, after, reason,
                                                 request, address)
                        SELECT CAST(act ->> 'actor' AS uuid), CAST(act ->> 'organisation' AS uuid),
                               coalesce(act ->> 'action', 'system'), :change, :kind, :subject, CAST(:after AS jsonb),
                               act ->> 'reason', act ->> 'request', act ->> 'address'
                        FROM CAST(:action AS jsonb) AS act
                        """)
                .bind(
                        "action",
                        CanonicalJson.text(action.map(AuditTable::members).orElse(Map.of())))
                .bind("change", change.wireName())
                .bind("kind", subject.kind())
                .bind("subject", subject.id())
                .bind("after", CanonicalJson.text(after))
                .execute();
    }

    static AuditEntry read(ResultSet row) throws SQLException {
        UUID actor = row.getObject("actor", UUID.class);
        UUID organisation = row.getObject("organisation", UUID.class);
        return new AuditEntry(
                row.getLong("id"),
                Columns.instant(row, "at"),
                actor == null ? null : new UserId(actor),
                organisation == null ? null : new OrganisationId(organisation),
                row.getString("action"),
                WireName.parse(Change.class, row.getString("change"), "change"),
                row.getString("kind"),
                row.getString("subject"),
                new Particulars(
                        json(row.getString("before")),
                        json(row.getString("after")),
                        row.getString("reason"),
                        row.getString("request"),
                        row.getString("address")));
    }

    private static Map<String, Object> json(@Nullable String text) {
        try {
            return text == null ? Map.of() : JSON.readValue(text, MEMBERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL keeps JSON in order", e);
        }
    }
}
