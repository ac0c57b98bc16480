package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Page;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last row of the page before, where rows stand by time and identifier; null components for the first page. */
record After(@Nullable Instant time, @Nullable UUID id) {
    static After of(Page.Request page) {
        String[] parts = Cursor.parts(page, 2);
        if (parts == null) {
            return new After(null, null);
        }
        try {
            return new After(Instant.parse(parts[0]), UUID.fromString(parts[1]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Cursor.invalid(page.cursor());
        }
    }
}
