package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.metering.ServiceCallers;
import java.time.Instant;
import java.util.List;

/** {@link ServiceCallers} from the usage records. */
public final class PostgresServiceCallers implements ServiceCallers {
    private final Database database;

    public PostgresServiceCallers(Database database) {
        this.database = database;
    }

    @Override
    public List<Caller> find(OrganisationId provider, ServiceId service, Instant from, Instant to) {
        return database.read(handle -> handle.createQuery("""
            SELECT o.slug, o.name, v.major || '.' || v.minor || '.' || v.patch AS version, count(*) AS calls,
                   CAST(sum(r.prompt_tokens) AS bigint) AS prompt_tokens,
                   CAST(sum(r.answer_tokens) AS bigint) AS answer_tokens, max(r.started_at) AS last_call
            FROM usage_record r
            JOIN organisation o ON o.id = r.consumer
            JOIN service_version v ON v.id = r.version
            WHERE r.provider = :provider AND r.service = :service AND r.started_at >= :from AND r.started_at < :to
            GROUP BY o.slug, o.name, v.major, v.minor, v.patch
            ORDER BY last_call DESC, o.slug LIMIT 1000
            """)
                .bind("provider", provider.value())
                .bind("service", service.value())
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Caller(
                        row.getString("slug"),
                        row.getString("name"),
                        row.getString("version"),
                        row.getLong("calls"),
                        row.getLong("prompt_tokens"),
                        row.getLong("answer_tokens"),
                        Columns.instant(row, "last_call")))
                .list());
    }
}
