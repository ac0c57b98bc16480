package dev.llmmarketplace.server.cli;

import java.util.Locale;

/** For people or for programs. */
public enum OutputFormat {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
