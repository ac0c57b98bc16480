package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchQuery;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the place after which a page begins as text, and reads it again: one byte for the form, eight that tell the
 * query (a cursor belongs to one), then rank, key and address. It says where to go on, not what was seen: services that
 * come or change between two pages appear in their place, and none that stays in its place is skipped or shown twice.
 */
final class Cursor {
    private static final byte FORM = 1;
    private static final int HEAD = 1 + Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int MOST_CHARACTERS = 1000;

    private Cursor() {}

    static String write(SearchQuery query, Place place) {
        byte[] address = place.address().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + address.length)
                .put(FORM)
                .putLong(fingerprint(query))
                .putInt(place.rank())
                .putLong(place.key())
                .put(address);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /**
     * Null for the first page.
     *
     * @throws ProblemException {@code VALIDATION_FAILED} when it is none of this query's
     */
    static @Nullable Place read(SearchQuery query) {
        String text = query.cursor();
        if (text == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (text.length() <= MOST_CHARACTERS && bytes.get() == FORM && bytes.getLong() == fingerprint(query)) {
                int rank = bytes.getInt();
                long key = bytes.getLong();
                return new Place(rank, key, StandardCharsets.UTF_8.decode(bytes).toString());
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw refusal();
        }
        throw refusal();
    }

    private static ProblemException refusal() {
        return new ProblemException(Problem.invalid(
                "cursor",
                "the 'next' of this query's page before",
                "was made up, or belongs to another query",
                "Leave it out to begin with the first page."));
    }

    /** Of all but limit and cursor. */
    private static long fingerprint(SearchQuery query) {
        String canonical = List.of(
                        query.text(),
                        query.sort(),
                        query.filters().traits(),
                        query.filters().figures(),
                        String.valueOf(query.workload()))
                .toString();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
