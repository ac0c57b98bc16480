package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.replay.ReplayStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store of results in memory. */
public final class FakeReplays implements ReplayStore {
    private record Name(KeyId apiKey, String route, String key) {
        static Name of(Asked asked) {
            return new Name(asked.apiKey(), asked.route(), asked.idempotencyKey());
        }
    }

    private record Row(
            CallId call,
            String hash,
            boolean gone,
            @Nullable Answer answer) {}

    private final Map<Name, Row> rows = new HashMap<>();
    private boolean away;

    public synchronized void away(boolean now) {
        away = now;
    }

    public synchronized int size() {
        return rows.size();
    }

    @Override
    public synchronized Claim claim(String holder, CallId call, Asked asked, Instant now) {
        if (away) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The store is away.");
        }
        Row row = rows.putIfAbsent(Name.of(asked), new Row(call, asked.bodyHash(), false, null));
        if (row == null) {
            return new Claim.Granted();
        }
        if (!row.hash().equals(asked.bodyHash())) {
            return new Claim.OtherBody();
        }
        Answer answer = row.answer();
        if (answer != null) {
            return new Claim.Made(row.call(), answer);
        }
        return row.gone() ? new Claim.MadeAndGone(row.call()) : new Claim.InFlight();
    }

    @Override
    public synchronized void store(CallId call, Asked asked, Answer answer) {
        rows.put(Name.of(asked), new Row(call, asked.bodyHash(), false, answer));
    }

    @Override
    public synchronized void storeGone(CallId call, Asked asked) {
        rows.put(Name.of(asked), new Row(call, asked.bodyHash(), true, null));
    }

    @Override
    public synchronized void release(CallId call, Asked asked) {
        rows.remove(Name.of(asked));
    }

    @Override
    public void reclaim(String holder) {}

    @Override
    public int purge(Instant now) {
        return 0;
    }
}
