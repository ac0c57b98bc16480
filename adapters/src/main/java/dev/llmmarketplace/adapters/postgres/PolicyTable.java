package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Occasion;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.PolicyType;
import dev.llmmarketplace.core.governance.StoredPolicy;
import dev.llmmarketplace.core.kernel.WireName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The versions of policies. */
final class PolicyTable {
    private PolicyTable() {}

    /** The highest version of each policy that was ever stored, removed ones too, by id. */
    static List<StoredPolicy> latest(Handle handle) {
        return handle.createQuery("SELECT DISTINCT ON (id) * FROM policy_version ORDER BY id, version DESC")
                .map((row, context) -> read(row))
                .list();
    }

    static List<StoredPolicy> versions(Handle handle, PolicyId id) {
        return handle.createQuery("SELECT * FROM policy_version WHERE id = :id ORDER BY version DESC")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .list();
    }

    /** Nobody else stores or removes policies until the transaction ends. */
    static void lock(Handle handle) {
        handle.execute("LOCK TABLE policy_version IN SHARE ROW EXCLUSIVE MODE");
    }

    static Optional<StoredPolicy> find(Handle handle, PolicyId id) {
        return versions(handle, id).stream().findFirst();
    }

    static void insert(Handle handle, StoredPolicy stored) {
        Policy policy = stored.policy();
        handle.createUpdate("""
                        INSERT INTO policy_version (id, version, type, severity, occasion, consequence, enabled, title,
                                                    description, remediation, field, condition, requirement, found,
                                                    removed, stored_at)
                        VALUES (:id, :version, :type, :severity, :occasion, :consequence, :enabled, :title,
                                :description, :remediation, :field, :condition, :requirement, :found, :removed, :at)
                        """)
                .bind("id", policy.id().value())
                .bind("version", stored.version())
                .bind("type", policy.type().wireName())
                .bind("severity", policy.severity().wireName())
                .bind("occasion", policy.occasion().wireName())
                .bind("consequence", name(policy.override()))
                .bind("enabled", policy.enabled())
                .bind("title", policy.wording().title())
                .bind("description", policy.wording().description())
                .bind("remediation", policy.wording().remediation())
                .bind("field", policy.rule().field())
                .bind("condition", policy.rule().when())
                .bind("requirement", policy.rule().require())
                .bind("found", policy.rule().found())
                .bind("removed", stored.removed())
                .bind("at", stored.storedAt())
                .execute();
    }

    private static StoredPolicy read(ResultSet row) throws SQLException {
        String consequence = row.getString("consequence");
        Policy policy = new Policy(
                new PolicyId(row.getString("id")),
                WireName.parse(PolicyType.class, row.getString("type"), "type"),
                WireName.parse(PolicySeverity.class, row.getString("severity"), "severity"),
                WireName.parse(Occasion.class, row.getString("occasion"), "occasion"),
                consequence == null ? null : WireName.parse(Consequence.class, consequence, "consequence"),
                row.getBoolean("enabled"),
                new Policy.Wording(row.getString("title"), row.getString("description"), row.getString("remediation")),
                new Policy.Rule(
                        row.getString("field"),
                        row.getString("condition"),
                        row.getString("requirement"),
                        row.getString("found")));
        return new StoredPolicy(
                policy, row.getInt("version"), row.getBoolean("removed"), Columns.instant(row, "stored_at"));
    }

    private static @Nullable String name(@Nullable WireName constant) {
        return constant == null ? null : constant.wireName();
    }
}
