package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.replay.ReplayStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** {@link ReplayStore} on PostgreSQL: who inserts the row makes the call. */
public final class PostgresReplayStore implements ReplayStore {
    private final Database database;

    public PostgresReplayStore(Database database) {
        this.database = database;
    }

    @Override
    public Claim claim(String holder, CallId call, Asked asked, Instant now) {
        return database.write(handle -> {
            if (insert(handle, holder, call, asked, now)) {
                return new Claim.Granted();
            }
            return find(handle, asked).orElseGet(Claim.InFlight::new); // released meanwhile: the next attempt finds out
        });
    }

    /** Also in the place of one that has expired. */
    private static boolean insert(Handle handle, String holder, CallId call, Asked asked, Instant now) {
        return bind(handle.createUpdate("""
                        INSERT INTO replay AS r (api_key, route, idempotency_key, body_hash, state, holder, call, claimed_at)
                        VALUES (:apiKey, :route, :key, :hash, 'claimed', :holder, :call, :now)
                        ON CONFLICT (api_key, route, idempotency_key) DO UPDATE
                        SET body_hash = excluded.body_hash, state = 'claimed', holder = excluded.holder,
                            call = excluded.call, claimed_at = excluded.claimed_at,
                            status = NULL, content_type = NULL, cost = NULL, answer = NULL
                        WHERE r.claimed_at < :expired
                        """), asked)
                        .bind("hash", asked.bodyHash())
                        .bind("holder", holder)
                        .bind("call", call.value())
                        .bind("now", now)
                        .bind("expired", now.minus(RETENTION))
                        .execute()
                > 0;
    }

    private static Optional<Claim> find(Handle handle, Asked asked) {
        return bind(handle.createQuery("""
                        SELECT * FROM replay WHERE api_key = :apiKey AND route = :route AND idempotency_key = :key
                        """), asked)
                .map((row, context) -> read(row, asked))
                .findOne();
    }

    private static Claim read(ResultSet row, Asked asked) throws SQLException {
        if (!row.getString("body_hash").equals(asked.bodyHash())) {
            return new Claim.OtherBody();
        }
        CallId call = new CallId(Columns.uuid(row, "call"));
        return switch (row.getString("state")) {
            case "claimed" -> new Claim.InFlight();
            case "made" ->
                new Claim.Made(
                        call,
                        new Answer(
                                row.getInt("status"),
                                row.getString("content_type"),
                                row.getString("cost"),
                                row.getBytes("answer")));
            default -> new Claim.MadeAndGone(call);
        };
    }

    @Override
    public void store(CallId call, Asked asked, Answer answer) {
        database.change(handle -> bind(handle.createUpdate("""
                        UPDATE replay SET state = 'made', status = :status, content_type = :contentType, cost = :cost,
                                          answer = :answer
                        WHERE api_key = :apiKey AND route = :route AND idempotency_key = :key AND call = :call
                        """), asked)
                .bind("call", call.value())
                .bind("status", answer.status())
                .bind("contentType", answer.contentType())
                .bind("cost", answer.cost())
                .bind("answer", answer.body())
                .execute());
    }

    @Override
    public void storeGone(CallId call, Asked asked) {
        database.change(handle ->
                bind(handle.createUpdate("""
                        UPDATE replay SET state = 'gone'
                        WHERE api_key = :apiKey AND route = :route AND idempotency_key = :key AND call = :call
                        """), asked).bind("call", call.value()).execute());
    }

    @Override
    public void release(CallId call, Asked asked) {
        database.change(handle ->
                bind(handle.createUpdate("""
                        DELETE FROM replay
                        WHERE api_key = :apiKey AND route = :route AND idempotency_key = :key AND call = :call
                          AND state = 'claimed'
                        """), asked).bind("call", call.value()).execute());
    }

    @Override
    public void reclaim(String holder) {
        database.change(handle -> {
            handle.createUpdate("""
                            UPDATE replay r SET state = 'gone'
                            WHERE r.holder = :holder AND r.state = 'claimed'
                              AND EXISTS (SELECT FROM usage_record u
                                          WHERE u.call = r.call AND (u.cost_nanos > 0 OR u.outcome = 'completed'))
                            """).bind("holder", holder).execute();
            handle.createUpdate("DELETE FROM replay WHERE holder = :holder AND state = 'claimed'")
                    .bind("holder", holder)
                    .execute();
        });
    }

    @Override
    public int purge(Instant now) {
        return database.write(handle -> handle.createUpdate("DELETE FROM replay WHERE claimed_at < :expired")
                .bind("expired", now.minus(RETENTION))
                .execute());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Asked asked) {
        return statement
                .bind("apiKey", asked.apiKey().value())
                .bind("route", asked.route())
                .bind("key", asked.idempotencyKey());
    }
}
