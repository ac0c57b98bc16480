package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the processor time of the threads of processes from {@code /proc/<pid>/task/<tid>/stat}, threads of one kind
 * together: those whose names differ in numbers alone. The kernel keeps 15 characters of a name.
 */
final class ThreadClock {
    private ThreadClock() {}

    /** What the threads of these processes have used since they began, in microseconds by kind of thread. */
    static Map<String, Long> micros(Collection<Long> pids) {
        Map<String, Long> kinds = new TreeMap<>();
        for (long pid : pids) {
            add(kinds, Path.of("/proc/" + pid + "/task"));
        }
        return kinds;
    }

    private static void add(Map<String, Long> kinds, Path tasks) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String stat = stat(thread);
                if (!stat.isEmpty()) {
                    kinds.merge(kind(stat), CpuClock.parse(stat), Long::sum);
                }
            }
        } catch (IOException ended) {
            // counts nothing, as documented at CpuClock
        }
    }

    private static String stat(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    static String kind(String stat) {
        return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
                .replaceAll("[-#\\s]*\\d+$", "")
                .strip();
    }

    /** What was used between two readings; a thread that began in between counts from its beginning. */
    static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> used = new TreeMap<>();
        after.forEach((kind, micros) -> used.put(kind, Math.max(0, micros - before.getOrDefault(kind, 0L))));
        return used;
    }
}
