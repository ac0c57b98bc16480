package dev.llmmarketplace.adapters.vault;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The installation's own secrets, one file each, readable by their owner alone (directory 0700, files 0600; wider
 * permissions are narrowed when a file is read). A secret is made when it is first asked for, on disk before it is
 * used, and never changed. Thread-safe: whoever asks first makes it, all get the same. The caller must make sure that one
 * process uses the directory at a time.
 */
public final class SecretDirectory {
    private static final int PASSWORD_BYTES = 24;

    private final Path directory;
    private final SecureRandom random = new SecureRandom();

    private SecretDirectory(Path directory) {
        this.directory = directory;
    }

    /** @throws ProblemException {@code UNAVAILABLE} when the directory cannot be made */
    public static SecretDirectory open(Path directory) {
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return new SecretDirectory(directory);
        } catch (IOException e) {
            throw inaccessible(directory, e);
        }
    }

    /** {@code size} random bytes, kept as hexadecimal digits. */
    public byte[] bytes(String name, int size) {
        byte[] content = load(name, () -> HexFormat.of().formatHex(random(size)).getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().parseHex(new String(content, StandardCharsets.US_ASCII).strip());
    }

    /** A password of 192 random bits, fit to be typed. */
    public Secret password(String name) {
        byte[] content =
                load(name, () -> Base64.getUrlEncoder().withoutPadding().encode(random(PASSWORD_BYTES)));
        return new Secret(new String(content, StandardCharsets.US_ASCII).strip());
    }

    /** The file's content; what {@code initial} gives becomes it when there is no file. */
    synchronized byte[] load(String name, Supplier<byte[]> initial) {
        Path file = directory.resolve(name);
        try {
            if (!Files.exists(file)) {
                create(file, initial.get());
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw inaccessible(file, e);
        }
    }

    private void create(Path file, byte[] content) throws IOException {
        Path unfinished = directory.resolve(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static ProblemException inaccessible(Path path, IOException cause) {
        return new ProblemException(
                ErrorCode.UNAVAILABLE, "The secret " + path + " cannot be kept or read: " + cause.getMessage());
    }
}
