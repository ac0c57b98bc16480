package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the processor time of processes from {@code /proc/<pid>/stat}: user and system, all threads, children not. */
public final class CpuClock {
    /** The kernel reports in USER_HZ, which is 100 on every architecture that the JDK runs on (proc(5)). */
    private static final long MICROS_PER_TICK = 10_000;
    /** The 14th and 15th field, counted from behind the command's name, which may contain blanks. */
    private static final int UTIME = 11;

    private static final int STIME = 12;

    private CpuClock() {}

    /** What these processes have used since they began, in microseconds; those that have ended count nothing. */
    static long micros(Collection<Long> pids) {
        return pids.stream().mapToLong(CpuClock::micros).sum();
    }

    /** As {@link #micros(Collection)}, each by itself. */
    public static Map<Long, Long> microsByProcess(Collection<Long> pids) {
        return pids.stream().collect(Collectors.toMap(Function.identity(), CpuClock::micros));
    }

    private static long micros(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/stat")));
        } catch (IOException ended) {
            return 0;
        }
    }

    static long parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * MICROS_PER_TICK;
    }
}
