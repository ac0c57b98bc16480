package dev.llmmarketplace.core.catalog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What answers of a deprecated version say, written once and not for each call.
 *
 * @param deprecation since when: the header {@code Deprecation} (RFC 9745)
 * @param sunset until when: the header {@code Sunset} (RFC 8594); null when that is not known
 * @param link to the successor: the header {@code Link} (RFC 8288, relation of RFC 5829); null when none is named
 */
public record DeprecationNotice(
        String deprecation,
        @Nullable String sunset,
        @Nullable String link) {
    /** RFC 9110, 5.6.7. */
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    public static DeprecationNotice of(Instant since, Farewell farewell) {
        Instant sunset = farewell.sunsetAt();
        String successor = farewell.successor();
        return new DeprecationNotice(
                "@" + since.getEpochSecond(),
                sunset == null ? null : HTTP_DATE.format(sunset),
                successor == null ? null : "</services/" + successor.split("@", 2)[0] + ">; rel=\"successor-version\"");
    }
}
