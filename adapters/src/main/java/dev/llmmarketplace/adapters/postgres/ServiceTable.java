package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.SemanticVersion;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code service}. Whoever adds or moves a version holds the lock on its service's row. */
final class ServiceTable {
    private ServiceTable() {}

    /**
     * The service of that name, made when it is new, locked until the transaction ends.
     *
     * @throws ProblemException {@code CONFLICT} when it is another's
     */
    static ServiceId lockOrCreate(Handle handle, OrganisationId provider, ServiceName name, Instant at) {
        handle.createUpdate("""
            INSERT INTO service (id, provider, name, created_at) VALUES (:id, :provider, :name, :at)
            ON CONFLICT (name) DO NOTHING
            """)
                .bind("id", ServiceId.next().value())
                .bind("provider", provider.value())
                .bind("name", name.toString())
                .bind("at", at)
                .execute();
        return handle.createQuery("SELECT id FROM service WHERE name = :name AND provider = :provider FOR UPDATE")
                .bind("name", name.toString())
                .bind("provider", provider.value())
                .mapTo(UUID.class)
                .findOne()
                .map(ServiceId::new)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.CONFLICT, "'" + name + "' has been handed over to another provider meanwhile."));
    }

    /** False when there is no such service. */
    static boolean lock(Handle handle, ServiceId service) {
        return handle.createQuery("SELECT id FROM service WHERE id = :id FOR UPDATE")
                .bind("id", service.value())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    static Optional<SemanticVersion> greatestVersion(Handle handle, ServiceId service) {
        return handle.createQuery("""
            SELECT major, minor, patch FROM service_version WHERE service = :service
            ORDER BY major DESC, minor DESC, patch DESC LIMIT 1
            """)
                .bind("service", service.value())
                .map((row, context) ->
                        new SemanticVersion(row.getInt("major"), row.getInt("minor"), row.getInt("patch")))
                .findOne();
    }

    /** False when there is no such version that has never been listed. */
    static boolean withdraw(Handle handle, VersionId version) {
        return handle.createUpdate("""
            DELETE FROM service_version
            WHERE id = :id AND status IN ('pending_approval', 'failed_validation')
                  AND published_at IS NULL
            """).bind("id", version.value()).execute() > 0;
    }

    /** A listing from a public catalogue stands in for its provider's own only until there is one. */
    static void retireImported(Handle handle, ServiceId service, Instant at) {
        List<UUID> retired = handle.createQuery("""
            UPDATE service_version SET status = 'retired', status_reason = 'Replaced by its provider''s own'
            WHERE service = :service AND imported
              AND (status IN ('active', 'deprecated', 'pending_approval')
                   OR status = 'suspended' AND id IN (SELECT version FROM policy_suspension))
            RETURNING id
            """)
                .bind("service", service.value())
                .mapTo(UUID.class)
                .list();
        JudgementTable.forget(handle, retired, at);
    }

    /** @throws ProblemException {@code CONFLICT} when the service is another's, or names of that provider are */
    static void requireProvider(Handle handle, OrganisationId organisation, ServiceName name) {
        Optional<UUID> owner = handle.createQuery("SELECT provider FROM service WHERE name = :name")
                .bind("name", name.toString())
                .mapTo(UUID.class)
                .findOne();
        if (owner.filter(organisation.value()::equals).isPresent()) {
            return;
        }
        String slug = handle.createQuery("SELECT slug FROM organisation WHERE id = :id")
                .bind("id", organisation.value())
                .mapTo(String.class)
                .findOne()
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + organisation + "."));
        if (owner.isPresent() || !slug.equals(name.provider())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "'" + name + "' is not yours to publish: your services are named '" + slug + "/…'.");
        }
    }

    /** As {@code provider/service}. */
    static String name(Handle handle, ServiceId id) {
        return handle.createQuery("SELECT name FROM service WHERE id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .one();
    }
}
