package dev.llmmarketplace.gateway.forward;

import java.util.Locale;

/** The media types whose content is characters. */
public final class TextTypes {
    private TextTypes() {}

    /** @param type as it stands in a header, parameters and all */
    public static boolean contain(String type) {
        String bare = type.strip().toLowerCase(Locale.ROOT);
        return bare.startsWith("text/")
                || bare.startsWith("application/json")
                || bare.startsWith("application/x-ndjson")
                || bare.startsWith("application/xml");
    }
}
