package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The place behind the last item of a page, written so that nobody is tempted to read it. */
final class Cursor {
    private static final String BOUNDARY = "\n";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private Cursor() {}

    /** The parts that {@link #write} wrote; null for the first page. */
    static String @Nullable [] parts(Page.Request page, int count) {
        if (page.cursor() == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(page.cursor());
            String[] parts = new String(bytes, StandardCharsets.UTF_8).split(BOUNDARY, -1);
            if (parts.length == count) {
                return parts;
            }
        } catch (IllegalArgumentException notBase64) {
            // Answered below, like every other text that is no cursor of ours.
        }
        throw invalid(page.cursor());
    }

    /** The only part of the cursor; null for the first page. */
    static @Nullable String part(Page.Request page) {
        String[] parts = parts(page, 1);
        return parts == null ? null : parts[0];
    }

    /** Of pages in the order of identifiers: that of the item before; less than every other for the first page. */
    static UUID id(Page.Request page) {
        String part = part(page);
        try {
            return part == null ? BEFORE_ALL : UUID.fromString(part);
        } catch (IllegalArgumentException e) {
            throw invalid(part);
        }
    }

    /** Of pages with the highest number first: that of the item before; more than every other for the first page. */
    static long number(Page.Request page) {
        String part = part(page);
        try {
            return part == null ? Long.MAX_VALUE : Long.parseLong(part);
        } catch (NumberFormatException e) {
            throw invalid(page.cursor());
        }
    }

    static ProblemException invalid(@Nullable String cursor) {
        return new ProblemException(Problem.invalid(
                "cursor", "what a page gave as its next", "was '" + cursor + "'", "Start again without a cursor."));
    }

    /** A page of at most {@code limit} of the {@code rows}, which hold one more when there is a next page. */
    static <T> Page<T> page(List<T> rows, Page.Request request, Function<T, String> position) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, null);
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, write(position.apply(items.getLast())));
    }

    static String join(Object... parts) {
        StringBuilder joined = new StringBuilder();
        for (Object part : parts) {
            joined.append(joined.isEmpty() ? "" : BOUNDARY).append(part);
        }
        return joined.toString();
    }

    private static String write(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }
}
