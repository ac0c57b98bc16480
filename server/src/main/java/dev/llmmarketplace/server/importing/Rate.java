package dev.llmmarketplace.server.importing;

/** A price of a manifest, by its name there. */
enum Rate {
    INPUT("input", true),
    CACHE_READ("cacheRead", true),
    CACHE_WRITE_5M("cacheWrite5m", true),
    CACHE_WRITE_1H("cacheWrite1h", true),
    OUTPUT("output", true),
    REASONING("reasoning", true),
    AUDIO_INPUT("audioInput", true),
    AUDIO_OUTPUT("audioOutput", true),
    IMAGE("image", false),
    REQUEST("request", false);

    private final String field;
    private final boolean perToken;

    Rate(String field, boolean perToken) {
        this.field = field;
        this.perToken = perToken;
    }

    String field() {
        return field;
    }

    /** True for prices of a million tokens, false for prices apiece. */
    boolean perToken() {
        return perToken;
    }
}
