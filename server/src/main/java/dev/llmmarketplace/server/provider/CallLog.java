package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.Call.Arrival;
import dev.llmmarketplace.server.provider.Call.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What this provider served, by its own count: the oracle that ledgers are compared with. Thread-safe.
 *
 * <p>With a file, a line is written when a call begins, before the first byte of its answer, and one when it has ended,
 * after the last. Lines are handed to the operating system at once: a killed process loses none, a power cut may lose
 * the last. In memory the totals are kept of all calls, the calls themselves of the last {@value #KEPT}.
 */
public final class CallLog implements AutoCloseable {
    private static final int KEPT = 100_000;

    private final @Nullable FileChannel file;
    /** A ring: call number n lies at (n - 1) modulo its length. */
    private final @Nullable Call[] calls = new Call[KEPT];

    private final Map<String, Totals> totals = new TreeMap<>();
    private long count;

    /** Keeps no file when {@code path} is null; appends to one that exists. */
    CallLog(@Nullable Path path) {
        try {
            this.file =
                    path == null ? null : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the log of calls to " + path, e);
        }
    }

    Call begin(Arrival arrival, String model, int promptTokens, int completionTokens) {
        Call call;
        synchronized (this) {
            call = new Call(++count, arrival, model, promptTokens, completionTokens, null);
            keep(call);
        }
        write(call);
        return call;
    }

    /** To be called once per call; {@code sent} are the answer's tokens that left. */
    void end(Call call, Ending how, int sent) {
        Call ended = call.ended(how, sent);
        synchronized (this) {
            keep(ended);
            totals.merge(ended.model(), Totals.of(ended), Totals::plus);
        }
        write(ended);
    }

    /** The last calls, newest first. */
    public synchronized List<Call> latest(int limit) {
        List<Call> newestFirst = new ArrayList<>();
        for (long number = count; number > 0 && number > count - KEPT && newestFirst.size() < limit; number--) {
            Call call = calls[place(number)];
            if (call != null) {
                newestFirst.add(call);
            }
        }
        return newestFirst;
    }

    /** Of all calls that have ended, by model. */
    public synchronized Map<String, Totals> totals() {
        return new TreeMap<>(totals);
    }

    private void keep(Call call) {
        if (call.number() > count - KEPT) {
            calls[place(call.number())] = call;
        }
    }

    private static int place(long number) {
        return (int) ((number - 1) % KEPT);
    }

    private void write(Call call) {
        if (file == null) {
            return;
        }
        ByteBuffer line = ByteBuffer.wrap((call.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                file.write(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to the log of calls", e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sums over ended calls. */
    public record Totals(long calls, long completed, long promptTokens, long completionTokens) {
        static Totals of(Call call) {
            return new Totals(
                    1, call.ending() == Ending.COMPLETED ? 1 : 0, call.promptTokens(), call.completionTokens());
        }

        Totals plus(Totals other) {
            return new Totals(
                    calls + other.calls,
                    completed + other.completed,
                    promptTokens + other.promptTokens,
                    completionTokens + other.completionTokens);
        }
    }
}
