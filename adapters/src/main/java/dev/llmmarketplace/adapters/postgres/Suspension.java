package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.VersionId;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Suspends versions for a cause of the program's own and takes that back, in the transaction that is there. Which versions a
 * cause has suspended stands in a table of its own; a trigger takes them out when somebody else moves them on.
 *
 * @param table with a column {@code version}
 */
record Suspension(PostgresCatalogStore catalog, String table) {
    private static final String TOPIC = "governance";

    /**
     * @param note enters the version in the table
     * @return false, and nothing is changed, when it cannot be called anyway
     */
    boolean begin(Handle handle, VersionId version, String reason, Runnable note) {
        ServiceVersion present = PostgresCatalogStore.lock(handle, version);
        if (!present.status().callable()) {
            return false;
        }
        catalog.move(handle, present, ServiceStatus.SUSPENDED, reason);
        note.run();
        Outbox.append(handle, TOPIC, event("service.suspended", present, reason));
        return true;
    }

    /** @return false, and nothing is changed, when it is not suspended for this cause any more */
    boolean end(Handle handle, VersionId version, String reason) {
        ServiceVersion present = PostgresCatalogStore.lock(handle, version);
        if (present.status() != ServiceStatus.SUSPENDED || !holds(handle, version)) {
            return false;
        }
        catalog.move(handle, present, present.restored(), reason);
        Outbox.append(handle, TOPIC, event("service.reinstated", present, reason));
        return true;
    }

    private boolean holds(Handle handle, VersionId version) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM " + table + " WHERE version = :version)")
                .bind("version", version.value())
                .mapTo(Boolean.class)
                .one();
    }

    private static Outbox.Entry event(String type, ServiceVersion version, String reason) {
        Map<String, String> payload = Map.of(
                "version", version.id().toString(),
                "name", version.manifest().name().toString(),
                "number", version.manifest().version().toString(),
                "reason", reason);
        return new Outbox.Entry(type, version.service(), payload);
    }
}
