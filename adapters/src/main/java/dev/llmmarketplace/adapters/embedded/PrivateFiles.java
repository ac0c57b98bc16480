package dev.llmmarketplace.adapters.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Files and directories that only their owner can read, and their removal. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Makes the directory and those above it where they are missing; an existing one is left as it is. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** A new file in {@code directory}; the caller deletes it. */
    static Path temporary(Path directory, String content) throws IOException {
        Path file = Files.createTempFile(
                directory,
                "private-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }

    /** Removes a directory with all below it; nothing when it does not exist. */
    static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> paths = Files.walk(root)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
