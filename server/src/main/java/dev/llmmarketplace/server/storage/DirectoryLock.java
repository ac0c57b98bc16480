package dev.llmmarketplace.server.storage;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process out of a data directory. The operating system holds the lock, so it ends with the process,
 * however that ends; the file's text only says who holds it.
 */
public final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;
    private final String holder;

    private DirectoryLock(FileChannel channel, String holder) {
        this.channel = channel;
        this.holder = holder;
    }

    /** @throws ProblemException {@code CONFLICT} when another process holds it; the detail says who */
    public static DirectoryLock take(DataDirectory directory, Instant now) {
        Path file = directory.lock();
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw held(
                        directory,
                        Files.readString(file, StandardCharsets.UTF_8).strip());
            }
            String holder = "process %d on %s since %s"
                    .formatted(ProcessHandle.current().pid(), hostName(), now.toString());
            DirectoryLock lock = new DirectoryLock(channel, holder);
            lock.write(holder);
            return lock;
        } catch (IOException e) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The lock " + file + " cannot be taken: " + e.getMessage());
        }
    }

    /** Lets a process that is kept out say where this one answers. */
    public void announce(String address) {
        try {
            write(holder + ", at " + address);
        } catch (IOException e) {
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The lock cannot be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the lock cannot be let go", e);
        }
    }

    private void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    private static ProblemException held(DataDirectory directory, String holder) {
        return new ProblemException(
                ErrorCode.CONFLICT,
                "The data directory " + directory.root() + " is in use by "
                        + (holder.isEmpty() ? "another process" : holder)
                        + ". Stop that one, or choose another directory with --data.");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }
}
