package dev.llmmarketplace.adapters.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself in {@code postmaster.pid}; the lines are fixed by PostgreSQL's {@code
 * miscadmin.h}.
 *
 * @param status {@code starting}, {@code ready}, {@code stopping}; empty in the first moments
 */
record PostmasterFile(long pid, String status) {
    private static final int STATUS_LINE = 7;

    static Path in(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** Empty when there is none, or when it was cut off before its first line was written. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(in(cluster), StandardCharsets.UTF_8);
            String status = lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : "";
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new PostmasterFile(Long.parseLong(lines.getFirst().strip()), status));
        } catch (NoSuchFileException | NumberFormatException absent) {
            return Optional.empty();
        }
    }

    boolean ready() {
        return status.equals("ready");
    }
}
