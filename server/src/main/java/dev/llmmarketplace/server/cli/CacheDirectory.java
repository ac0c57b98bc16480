package dev.llmmarketplace.server.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Where commands keep what can be made again: {@code $XDG_CACHE_HOME/llm-marketplace}, by default in ~/.cache. */
public final class CacheDirectory {
    private CacheDirectory() {}

    /** For the embedding model, which has to lie on the disk. */
    public static Path models() {
        return base().resolve("models");
    }

    /** For the programs of the embedded database. */
    public static Path postgres() {
        return base().resolve("postgres");
    }

    private static Path base() {
        String configured = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
        Path base = configured.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(configured);
        return base.resolve("llm-marketplace");
    }
}
