package dev.llmmarketplace.server.rest.audit;

import dev.llmmarketplace.core.audit.AuditEntry;
import dev.llmmarketplace.core.audit.AuditTrail.Placed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

record AuditEntryBody(
        long id,
        String at,
        @Nullable String actor,
        @Nullable String organisation,
        String action,
        String change,
        String kind,
        String subject,
        @Nullable Map<String, Object> before,
        @Nullable Map<String, Object> after,
        @Nullable String reason,
        @Nullable String requestId,
        @Nullable String address,
        @Nullable Long batch) {

    static AuditEntryBody from(Placed placed) {
        AuditEntry entry = placed.entry();
        AuditEntry.Particulars particulars = entry.particulars();
        return new AuditEntryBody(
                entry.id(),
                entry.at().toString(),
                entry.actor() == null ? null : entry.actor().toString(),
                entry.organisation() == null ? null : entry.organisation().toString(),
                entry.action(),
                entry.change().wireName(),
                entry.kind(),
                entry.subject(),
                particulars.before().isEmpty() ? null : particulars.before(),
                particulars.after().isEmpty() ? null : particulars.after(),
                particulars.reason(),
                particulars.request(),
                particulars.address(),
                placed.batch());
    }
}
