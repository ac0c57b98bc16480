package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.server.provider.CallLog.Totals;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be read: the models, and the provider's own count of what it served. */
final class Pages {
    private static final int MOST_CALLS = 10_000;

    private final CallLog log;

    Pages(CallLog log) {
        this.log = log;
    }

    /** The page at {@code path} as JSON. */
    String page(String path, HttpServerRequest request) {
        return switch (path) {
            case "/v1/models" ->
                "{\"object\":\"list\",\"data\":[" + model(EchoChat.MODEL) + "," + model(Embeddings.MODEL) + "]}";
            case "/v1/models/" + EchoChat.MODEL -> model(EchoChat.MODEL);
            case "/v1/models/" + Embeddings.MODEL -> model(Embeddings.MODEL);
            case "/calls" -> calls(request.getParam("limit", "100"));
            case "/calls/summary" -> summary();
            default ->
                throw new ProviderError(
                        404,
                        "invalid_request_error",
                        "not_found",
                        null,
                        "Nothing is at " + path
                                + ". Try POST /v1/chat/completions, /v1/completions, /v1/responses, /v1/messages or "
                                + "/v1/embeddings, "
                                + "GET /v1/models, /calls or /calls/summary.");
        };
    }

    private static String model(String id) {
        return "{\"id\":\"" + id + "\",\"object\":\"model\",\"created\":1760000000,\"owned_by\":\"llm-marketplace\"}";
    }

    private String calls(String limit) {
        return log.latest(limit(limit)).stream()
                .map(Call::toJson)
                .collect(Collectors.joining(",", "{\"calls\":[", "]}"));
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST_CALLS) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // falls through to the refusal, which says what is allowed
        }
        throw ProviderError.invalid("limit", "'limit' must be a number from 1 to " + MOST_CALLS + ".");
    }

    private String summary() {
        return log.totals().entrySet().stream()
                .map(Pages::totals)
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
    }

    private static String totals(Map.Entry<String, Totals> entry) {
        Totals totals = entry.getValue();
        StringBuilder json = new StringBuilder("{\"model\":");
        JsonText.quote(json, entry.getKey());
        return json.append(",\"calls\":")
                .append(totals.calls())
                .append(",\"completed\":")
                .append(totals.completed())
                .append(",\"promptTokens\":")
                .append(totals.promptTokens())
                .append(",\"completionTokens\":")
                .append(totals.completionTokens())
                .append('}')
                .toString();
    }
}
