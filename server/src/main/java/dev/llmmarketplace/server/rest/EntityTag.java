package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.server.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spares readers what they have already (RFC 9110, section 13): weak tags, because a body also tells how long it took. What one caller
 * is shown is not for another: no cache between may keep it for him. */
public final class EntityTag {
    private static final String HEADER = "etag";
    private static final int BYTES = 18;

    private EntityTag() {}

    /**
     * The answer with a tag, to be asked for again each time.
     *
     * @param body a wire record, what of the answer matters
     */
    public static Answer on(Answer answer, Object body) {
        return answer.with(Map.of(
                HEADER,
                "W/\"" + digest(Json.bytes(body)) + '"',
                "cache-control",
                "private, no-cache",
                "vary",
                "authorization"));
    }

    /** {@code 304} instead of an answer that the reader has. */
    static Answer unlessKnown(Answer answer, @Nullable String ifNoneMatch) {
        String tag = answer.headers().get(HEADER);
        if (tag == null || ifNoneMatch == null || answer.status() != 200 || !names(ifNoneMatch, tag)) {
            return answer;
        }
        return new Answer(304, "", new byte[0], answer.headers());
    }

    private static boolean names(String ifNoneMatch, String tag) {
        String opaque = tag.substring(2);
        return Arrays.stream(ifNoneMatch.split(","))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals(opaque));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
