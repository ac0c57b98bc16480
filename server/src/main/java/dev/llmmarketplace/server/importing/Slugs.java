package dev.llmmarketplace.server.importing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as this marketplace allows them. Lower case; any run of characters that are not allowed becomes one dash; dashes,
 * dots and the like are taken off both ends of each part; {@code /} becomes {@code --}.
 */
final class Slugs {
    private static final Pattern NOT_IN_PROVIDER = Pattern.compile("[^a-z0-9-]+");
    private static final Pattern NOT_IN_SERVICE = Pattern.compile("[^a-z0-9._:/-]+");
    private static final Pattern SLASH = Pattern.compile("[._:-]*/[/._:-]*");
    private static final Pattern EDGES = Pattern.compile("^[^a-z0-9]+|[^a-z0-9]+$");
    private static final int MOST_PROVIDER = 63;
    private static final int MOST_SERVICE = 255;
    private static final int SUFFIX = 9;

    private Slugs() {}

    static String provider(String name) {
        return bounded(slug(name, NOT_IN_PROVIDER), name, MOST_PROVIDER);
    }

    static String service(String name) {
        String parts = slug(name, NOT_IN_SERVICE);
        return bounded(SLASH.matcher(parts).replaceAll("--"), name, MOST_SERVICE);
    }

    /** {@code slug} with a mark of the {@code name} it was made from, for names that would be the same. */
    static String marked(String slug, String name) {
        return bounded(slug + "-" + mark(name), name, MOST_SERVICE);
    }

    private static String slug(String name, Pattern forbidden) {
        String lower = name.toLowerCase(Locale.ROOT);
        String slug = EDGES.matcher(forbidden.matcher(lower).replaceAll("-")).replaceAll("");
        if (slug.isEmpty()) {
            throw new MalformedEntry("the name '" + name + "' has no letter or digit");
        }
        return slug;
    }

    private static String bounded(String slug, String name, int most) {
        if (slug.length() <= most) {
            return slug;
        }
        String head = EDGES.matcher(slug.substring(0, most - SUFFIX)).replaceAll("");
        return head + "-" + mark(name);
    }

    private static String mark(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
