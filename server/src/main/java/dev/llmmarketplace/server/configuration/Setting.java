package dev.llmmarketplace.server.configuration;

import java.util.Locale;

/**
 * One thing that can be set.
 *
 * @param key as in files and after {@code --set}
 * @param fallback the value in force when nothing is set, as one would write it; empty for none
 * @param secret never shown in errors
 */
record Setting<T>(String key, Reading<T> reading, String fallback, String meaning, boolean secret) {
    static final String PREFIX = "MARKETPLACE_";

    static <T> Setting<T> of(String key, Reading<T> reading, String fallback, String meaning) {
        return new Setting<>(key, reading, fallback, meaning, false);
    }

    /** The same, with a value that must not be shown. */
    Setting<T> keptSecret() {
        return new Setting<>(key, reading, fallback, meaning, true);
    }

    /** The environment variable that sets it. */
    String environmentName() {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
