package dev.llmmarketplace.it.kill;

import java.util.Locale;

/** The kinds of calls of the mixed load. The name goes into the request id, so that both books say which kind it was. */
enum Kind {
    UNARY(30, false, "#tokens 40"),
    STREAM(25, true, "#tokens 40\\n#pace 1ms"),
    EMBEDDING(8, false, ""),
    HANG_UP(10, true, "#tokens 400\\n#pace 5ms"),
    IMPATIENT(6, false, "#delay 300ms\\n#tokens 10"),
    ERROR(6, false, "#error 500"),
    CUT(5, true, "#tokens 40\\n#cut 3"),
    NO_USAGE(5, false, "#tokens 25\\n#no-usage"),
    ABSURD_USAGE(5, false, "#tokens 25\\n#usage prompt=-5 completion=999999999");

    private final int weight;
    private final boolean streamed;
    private final String directives;

    Kind(int weight, boolean streamed, String directives) {
        this.weight = weight;
        this.streamed = streamed;
        this.directives = directives;
    }

    /** Answered in full with exact usage, when nobody dies. */
    boolean isExact() {
        return this == UNARY || this == STREAM || this == EMBEDDING;
    }

    /** @param dice 0..99 */
    static Kind of(int dice) {
        int sum = 0;
        for (Kind kind : values()) {
            sum += kind.weight;
            if (dice < sum) {
                return kind;
            }
        }
        throw new IllegalArgumentException("not below 100: " + dice);
    }

    /** The kind that {@code requestId} begins with. */
    static Kind in(String requestId) {
        return valueOf(requestId.substring(0, requestId.indexOf('.')).toUpperCase(Locale.ROOT));
    }

    String requestId(long number) {
        return name().toLowerCase(Locale.ROOT) + "." + number;
    }

    String path() {
        return this == EMBEDDING ? "/v1/embeddings" : "/v1/chat/completions";
    }

    String body(String chat, String embeddings) {
        return this == EMBEDDING
                ? "{\"model\":\"%s\",\"input\":[\"the sea\",\"the stars above it\"]}".formatted(embeddings)
                : "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                        .formatted(chat, streamed, directives);
    }
}
