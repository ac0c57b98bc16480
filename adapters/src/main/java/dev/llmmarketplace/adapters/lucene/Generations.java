package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.lucene.util.IOUtils;

/**
 * The directories of the index under one roof, one per generation. The file {@code CURRENT} names the one that serves, the
 * file {@code DRAFT} the one that is being made; each is replaced in one step, so that a process killed at any moment leaves
 * either the old generation or the new one.
 * One process at a time holds the roof: by an operating system's lock, which ends with the process, however it ends.
 */
final class Generations implements AutoCloseable {
    private static final String CURRENT = "CURRENT";
    private static final String DRAFT = "DRAFT";
    private static final String LOCK = "lock";
    private static final Pattern NAME = Pattern.compile("\\d{1,18}");

    private final Path root;
    private final FileChannel channel;

    private Generations(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** @throws ProblemException {@code CONFLICT} when another index, in this process or another, holds the roof */
    static Generations open(Path root) throws IOException {
        Files.createDirectories(root);
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new ProblemException(ErrorCode.CONFLICT, "The search index in " + root + " is in use already.");
        }
        return new Generations(root, channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The directory that serves; empty when there is none. */
    Optional<Path> current() throws IOException {
        return named(CURRENT);
    }

    /** The directory of what is being made, by this process or one before it; empty when nothing is. */
    Optional<Path> draft() throws IOException {
        Optional<Path> serving = current();
        return named(DRAFT).filter(path -> !path.equals(serving.orElse(null)));
    }

    private Optional<Path> named(String marker) throws IOException {
        Path file = root.resolve(marker);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String name = Files.readString(file).strip();
        return Optional.of(name)
                .filter(text -> NAME.matcher(text).matches())
                .map(root::resolve)
                .filter(Files::isDirectory);
    }

    /** A new, empty directory for what is being made from now on. */
    Path begin() throws IOException {
        discardDraft();
        long highest = 0;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                highest = Math.max(highest, number(entry).orElse(0));
            }
        }
        Path directory = Files.createDirectory(root.resolve(Long.toString(highest + 1)));
        mark(DRAFT, directory);
        return directory;
    }

    /** Durable when it returns. */
    void makeCurrent(Path directory) throws IOException {
        mark(CURRENT, directory);
        Files.deleteIfExists(root.resolve(DRAFT));
    }

    private void mark(String marker, Path directory) throws IOException {
        Path part = root.resolve(marker + ".part");
        Files.writeString(part, directory.getFileName().toString());
        IOUtils.fsync(part, false);
        Files.move(part, root.resolve(marker), StandardCopyOption.ATOMIC_MOVE);
        IOUtils.fsync(root, true);
    }

    /** Deletes what is being made, and all else that does not serve. */
    void discardDraft() throws IOException {
        Files.deleteIfExists(root.resolve(DRAFT));
        sweep();
    }

    /** Deletes all generations that neither serve nor are being made. */
    void sweep() throws IOException {
        Optional<Path> current = current();
        Optional<Path> draft = draft();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                if (number(entry).isPresent()
                        && !entry.equals(current.orElse(null))
                        && !entry.equals(draft.orElse(null))) {
                    delete(entry);
                }
            }
        }
    }

    private static OptionalLong number(Path entry) {
        String name = entry.getFileName().toString();
        return NAME.matcher(name).matches() ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path visited, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
