package dev.llmmarketplace.server.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sign-ins, one per server, in a file that only its owner can read. */
public final class CredentialFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    public CredentialFile(Path file) {
        this.file = file;
    }

    /** {@code $XDG_CONFIG_HOME/llm-marketplace/credentials.json}, by default below {@code ~/.config}. */
    public static Path usual() {
        String configured =
                Optional.ofNullable(System.getenv("XDG_CONFIG_HOME")).orElse("");
        Path directory =
                configured.isBlank() ? Path.of(System.getProperty("user.home"), ".config") : Path.of(configured);
        return directory.resolve("llm-marketplace").resolve("credentials.json");
    }

    /** {@link Session#NONE} when there is none. */
    public Session load(URI server) {
        JsonNode entry = read().path(server.toString());
        return new Session(
                text(entry, "email"), text(entry, "accessToken"), text(entry, "refreshToken"), text(entry, "key"));
    }

    public void store(URI server, Session session) {
        ObjectNode all = read();
        ObjectNode entry = all.putObject(server.toString());
        put(entry, "email", session.email());
        put(entry, "accessToken", session.accessToken());
        put(entry, "refreshToken", session.refreshToken());
        put(entry, "key", session.key());
        write(all);
    }

    /** True when there was one. */
    public boolean remove(URI server) {
        ObjectNode all = read();
        if (all.remove(server.toString()) == null) {
            return false;
        }
        write(all);
        return true;
    }

    public Path path() {
        return file;
    }

    private ObjectNode read() {
        try {
            return Files.exists(file) && JSON.readTree(Files.readString(file)) instanceof ObjectNode all
                    ? all
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sign-ins in " + file + "; remove it and sign in again", e);
        }
    }

    /** Written beside and moved over, so that it is never half there nor readable by others. */
    private void write(ObjectNode all) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(
                    directory,
                    "credentials",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the sign-in in " + file, e);
        }
    }

    private static @Nullable String text(JsonNode entry, String field) {
        return entry.path(field).textValue();
    }

    private static void put(ObjectNode entry, String field, @Nullable String value) {
        if (value != null) {
            entry.put(field, value);
        }
    }
}
