package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.webhook.FanOut;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * {@link FanOut} in one transaction for each portion of events: deliveries, their jobs, and how far it is. As readers of the
 * event log do, it passes by no event that commits late.
 */
public final class PostgresFanOut implements FanOut {
    private static final String FOLLOWER = "webhooks";
    private static final String SPREAD = """
        WITH news AS (%s), made AS (
            INSERT INTO webhook_delivery (id, webhook, organisation, event, type, subject, body, state, failures,
                                          created_at, next_attempt)
            SELECT gen_random_uuid(), w.id, w.organisation, n.id, n.told, n.subject, %s, 'waiting', 0, :now, :now
            FROM news n
            JOIN webhook w ON w.events && ARRAY[n.told, split_part(n.told, '.', 1) || '.*', '*']
            JOIN organisation o ON o.id = w.organisation
            WHERE w.disabled_because IS NULL AND NOT o.suspended
              AND (w.scope = 'everything' OR n.owner = w.organisation
                   OR w.scope = 'visible'
                      AND n.audience && ARRAY[o.slug, '*', CASE WHEN o.provider THEN '+providers' END])
            ON CONFLICT (webhook, event) DO NOTHING
            RETURNING id
        ), due AS (
            INSERT INTO webhook_job (task_name, task_instance, execution_time, picked, version)
            SELECT :task, CAST(id AS text), :now, false, 1 FROM made
        )
        SELECT CAST(CAST(transaction AS text) AS bigint) AS transaction, sequence, count(*) OVER () AS events
        FROM news ORDER BY news.transaction DESC, sequence DESC LIMIT 1
        """.formatted(
                    ToldEvents.NEWS, CloudEvents.envelope("n", "w.scope = 'everything' OR n.owner = w.organisation"));

    private final Database database;
    private final Supplier<URI> source;
    private final InstantSource clock;

    /** @param source what the world calls this marketplace */
    public PostgresFanOut(Database database, Supplier<URI> source, InstantSource clock) {
        this.database = database;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public int run() {
        return database.write(handle -> {
            Position position = FollowerTable.follow(handle, FOLLOWER);
            Optional<Spread> spread = spread(handle, position);
            spread.ifPresent(done -> FollowerTable.move(handle, FOLLOWER, done.last()));
            return spread.map(Spread::events).orElse(0);
        });
    }

    /** @param last event that was looked at */
    private record Spread(Position last, int events) {}

    private Optional<Spread> spread(Handle handle, Position position) {
        return ToldEvents.query(handle, SPREAD, position)
                .bind(CloudEvents.SOURCE, source.get().toString())
                .bind("task", JobTable.WEBHOOKS.task())
                .bind("now", clock.instant())
                .map((row, context) -> new Spread(
                        new Position(row.getLong("transaction"), row.getLong("sequence")), row.getInt("events")))
                .findOne();
    }
}
