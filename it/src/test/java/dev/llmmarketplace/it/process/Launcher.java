package dev.llmmarketplace.it.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The executable {@code marketplace} at the root of the checkout that this test belongs to. */
public final class Launcher {
    private static final String NAME = "marketplace";

    private Launcher() {}

    /** The root of the checkout. */
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .filter(directory ->
                        Files.isExecutable(directory.resolve(NAME)) && Files.exists(directory.resolve("mvnw")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not inside a checkout of the marketplace"));
    }

    static List<String> command(List<String> arguments) {
        return Stream.concat(Stream.of(root().resolve(NAME).toString()), arguments.stream())
                .toList();
    }
}
