package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Files that stand beside these classes. */
final class Resources {
    private Resources() {}

    static String text(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(Resources.class.getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
