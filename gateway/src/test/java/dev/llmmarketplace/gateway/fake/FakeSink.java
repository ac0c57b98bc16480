package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger in memory that counts a record once and insists on growing positions. */
public final class FakeSink implements UsageSink {
    private record Lane(String journal, int number) {}

    private final Map<CallId, UsageRecord> records = new LinkedHashMap<>();
    private final Map<Lane, Long> positions = new HashMap<>();
    private int repeated;
    private boolean away;

    @Override
    public synchronized void ship(String journal, int lane, long position, List<UsageRecord> batch) {
        check();
        Lane key = new Lane(journal, lane);
        if (position <= positions.getOrDefault(key, 0L)) {
            throw new IllegalArgumentException("position " + position + " does not grow");
        }
        for (UsageRecord record : batch) {
            repeated += records.putIfAbsent(record.call(), record) == null ? 0 : 1;
        }
        positions.put(key, position);
    }

    @Override
    public synchronized long position(String journal, int lane) {
        check();
        return positions.getOrDefault(new Lane(journal, lane), 0L);
    }

    private void check() {
        if (away) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The ledger is away.");
        }
    }

    /** Whether the ledger can be reached. */
    public synchronized void away(boolean now) {
        away = now;
    }

    public synchronized List<UsageRecord> records() {
        return new ArrayList<>(records.values());
    }

    /** Records that came more than once. */
    public synchronized int repeated() {
        return repeated;
    }
}
