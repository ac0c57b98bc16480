package dev.llmmarketplace.adapters.postgres;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Sums of usage per minute, hour and day, written with the records that they sum: what is not inserted is not added. Rows
 * are taken in one order by everyone.
 */
final class UsageRollup {
    private UsageRollup() {}

    /** @param batch under which the records were inserted */
    static void add(Handle handle, UUID batch) {
        handle.createUpdate("""
                        INSERT INTO usage_rollup AS u (consumer, grain, bucket, provider, service, api_key, outcome,
                                                       currency, duration_class, calls, prompt_tokens, answer_tokens,
                                                       cost_nanos)
                        SELECT r.consumer, g.grain, date_trunc(g.grain, r.started_at, 'UTC') AS bucket, r.provider,
                               r.service, r.api_key, r.outcome, r.currency,
                               duration_class(r.outcome, r.duration_micros) AS duration_class,
                               count(*), sum(r.prompt_tokens), sum(r.answer_tokens), sum(r.cost_nanos)
                        FROM usage_record r CROSS JOIN (VALUES ('minute'), ('hour'), ('day')) AS g (grain)
                        WHERE r.batch = :batch
                        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
                        ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
                        ON CONFLICT (consumer, grain, bucket, provider, service, api_key, outcome, currency,
                                     duration_class) DO UPDATE
                        SET calls = u.calls + excluded.calls,
                            prompt_tokens = u.prompt_tokens + excluded.prompt_tokens,
                            answer_tokens = u.answer_tokens + excluded.answer_tokens,
                            cost_nanos = u.cost_nanos + excluded.cost_nanos
                        """).bind("batch", batch).execute();
    }
}
