package dev.llmmarketplace.it.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a running PostgreSQL says of itself in its cluster. */
record PostmasterFile(long pid, int port) {
    /** Counted from 0. */
    private static final int PID_LINE = 0;

    private static final int PORT_LINE = 3;

    /** Of the cluster in {@code directory} or one below it; none when none runs, or is only about to. */
    static Stream<PostmasterFile> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files
                    .filter(file -> file.endsWith("postmaster.pid"))
                    .map(PostmasterFile::lines)
                    .filter(lines -> lines.size() > PORT_LINE)
                    .map(lines -> new PostmasterFile(number(lines, PID_LINE), (int) number(lines, PORT_LINE)))
                    .toList()
                    .stream();
        } catch (IOException | UncheckedIOException none) {
            return Stream.empty();
        }
    }

    /** The postmaster first, then its children. */
    static List<ProcessHandle> processes(Path directory) {
        return below(directory)
                .flatMap(file -> ProcessHandle.of(file.pid).stream())
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .toList();
    }

    private static long number(List<String> lines, int place) {
        return Long.parseLong(lines.get(place).strip());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
