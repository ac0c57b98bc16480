package dev.llmmarketplace.it.kill;

import dev.llmmarketplace.it.trade.Trade;
import java.util.Locale;

/** The kinds of calls of the mixed load. The name goes into the request id, so that both books say which kind it was. */
enum Kind {
    UNARY(20, false, "#tokens 40"),
    STREAM(17, true, "#tokens 40\\n#pace 1ms"),
    RESPONSE(6, true, "#tokens 40\\n#pace 1ms"),
    MESSAGE(6, true, "#tokens 40\\n#pace 1ms"),
    TRANSLATED(6, true, "#tokens 40\\n#pace 1ms"),
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
        return switch (this) {
            case UNARY, STREAM, RESPONSE, MESSAGE, TRANSLATED, EMBEDDING -> true;
            case HANG_UP, IMPATIENT, ERROR, CUT, NO_USAGE, ABSURD_USAGE -> false;
        };
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
        return switch (this) {
            case EMBEDDING -> "/v1/embeddings";
            case RESPONSE -> "/v1/responses";
            case MESSAGE, TRANSLATED -> "/v1/messages";
            default -> "/v1/chat/completions";
        };
    }

    String body(Trade trade) {
        return switch (this) {
            case EMBEDDING ->
                "{\"model\":\"%s\",\"input\":[\"the sea\",\"the stars above it\"]}".formatted(trade.embeddings());
            case RESPONSE -> "{\"model\":\"%s\",\"stream\":true,\"input\":\"%s\"}".formatted(trade.chat(), directives);
            case MESSAGE -> conversation(trade.messages(), ",\"max_tokens\":100");
            case TRANSLATED -> conversation(trade.chat(), ",\"max_tokens\":100");
            default -> conversation(trade.chat(), "");
        };
    }

    private String conversation(String model, String more) {
        return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
                .formatted(model, streamed, directives, more);
    }
}
