package dev.llmmarketplace.core.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver.
 *
 * @param status of the answer; null when there was none
 * @param error why there was no answer; null when there was one
 * @param response the beginning of the answer's body, {@value #LONGEST_RESPONSE} characters at most; may be empty
 */
public record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String error,
        String response) {
    public static final int LONGEST_RESPONSE = 1_000;

    public Attempt {
        // Texts of PostgreSQL hold every character but this one.
        String clean = response.replace("\0", "");
        response = clean.substring(0, Math.min(LONGEST_RESPONSE, clean.length()));
    }

    /** An answer of the 200s. */
    public boolean succeeded() {
        return status != null && status / 100 == 2;
    }
}
