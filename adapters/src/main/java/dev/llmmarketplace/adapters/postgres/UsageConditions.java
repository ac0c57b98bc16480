package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.UsageStore.Filter;
import org.jdbi.v3.core.statement.Query;

/** What a filter restricts besides time, of rows that are called {@code r}: records or their rollups. */
final class UsageConditions {
    static final String WHERE = """
            WHERE (CAST(:consumer AS uuid) IS NULL OR r.consumer = :consumer)
              AND (CAST(:provider AS uuid) IS NULL OR r.provider = :provider)
              AND (CAST(:service AS uuid) IS NULL OR r.service = :service)
              AND (CAST(:key AS uuid) IS NULL OR r.api_key = :key)
              AND (CAST(:outcome AS text) IS NULL OR r.outcome = :outcome)
            """;

    private UsageConditions() {}

    static Query bind(Query query, Filter filter) {
        return query.bind(
                        "consumer",
                        filter.consumer() == null ? null : filter.consumer().value())
                .bind(
                        "provider",
                        filter.provider() == null ? null : filter.provider().value())
                .bind(
                        "service",
                        filter.service() == null ? null : filter.service().value())
                .bind("key", filter.key() == null ? null : filter.key().value())
                .bind(
                        "outcome",
                        filter.outcome() == null ? null : filter.outcome().wireName());
    }
}
