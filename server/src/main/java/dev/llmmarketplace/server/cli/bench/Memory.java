package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Memory of processes as the machine feels it: the proportional set size, in which a page that several processes share
 * is counted once in all.
 */
final class Memory {
    private static final String PSS = "Pss:";

    private Memory() {}

    /** The sum over these processes in kibibytes; those that have ended count nothing. */
    static long kibibytes(Collection<Long> pids) {
        return pids.stream().mapToLong(Memory::kibibytes).sum();
    }

    private static long kibibytes(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc/" + pid + "/smaps_rollup")));
        } catch (IOException ended) {
            return 0;
        }
    }

    static long parse(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith(PSS))
                .map(line ->
                        line.substring(PSS.length(), line.lastIndexOf("kB")).strip())
                .mapToLong(Long::parseLong)
                .sum();
    }
}
