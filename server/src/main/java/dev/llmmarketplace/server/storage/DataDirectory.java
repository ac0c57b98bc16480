package dev.llmmarketplace.server.storage;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Where everything is kept. */
public record DataDirectory(Path root) {
    /**
     * Makes the directory when it is missing, for its owner alone.
     *
     * @throws ProblemException {@code UNAVAILABLE} when that is not possible
     */
    public static DataDirectory open(Path root) {
        try {
            Files.createDirectories(
                    root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.isWritable(root)) {
                throw new IOException("it is not writable");
            }
            return new DataDirectory(root);
        } catch (IOException e) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "The data directory " + root + " cannot be used: " + e.getMessage()
                            + ". Choose another with --data, or mend its permissions.");
        }
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path index() {
        return root.resolve("index");
    }

    public Path journal() {
        return root.resolve("journal");
    }

    Path lock() {
        return root.resolve("marketplace.lock");
    }

    /** Who this installation is as a holder of allowances and writer of a journal; made once. */
    public String instance() {
        Path file = root.resolve("instance");
        try {
            if (!Files.exists(file)) {
                Path unfinished = root.resolve("instance.unfinished");
                Files.writeString(unfinished, UUID.randomUUID().toString(), StandardCharsets.US_ASCII);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(
                            Files.readString(file, StandardCharsets.US_ASCII).strip())
                    .toString();
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The file " + file + " cannot be read or made: " + e.getMessage());
        }
    }
}
