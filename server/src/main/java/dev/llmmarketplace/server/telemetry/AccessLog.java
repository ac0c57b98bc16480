package dev.llmmarketplace.server.telemetry;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.observe.EndedCall;
import dev.llmmarketplace.gateway.observe.Visit;
import dev.llmmarketplace.server.logging.LineFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of JSON for each call, and for each request of the data plane that was refused. */
public final class AccessLog implements AutoCloseable {
    private static final int WAITING = 16_384;
    private static final int BATCH = 1_024;

    private final LineFile file;
    private final List<String> headers;
    private final Outlet<AccessRecord> outlet;

    /** @param headers the only ones that are shown */
    public AccessLog(LineFile file, List<String> headers) {
        this.file = file;
        this.headers = List.copyOf(headers);
        this.outlet = new Outlet<>("access records", WAITING, BATCH, this::write);
        outlet.start();
    }

    private int write(List<AccessRecord> records) {
        for (AccessRecord record : records) {
            file.append(record.line());
        }
        return 0;
    }

    void ended(Visit visit, EndedCall call) {
        outlet.offer(AccessRecord.of(visit, call, headers));
    }

    void refused(Visit visit, @Nullable RingKey key, ErrorCode code) {
        outlet.offer(AccessRecord.of(visit, key, code, headers));
    }

    public long written() {
        return outlet.sent();
    }

    /** Not written for want of room. */
    public long dropped() {
        return outlet.dropped();
    }

    @Override
    public void close() {
        outlet.close();
        file.close();
    }
}
