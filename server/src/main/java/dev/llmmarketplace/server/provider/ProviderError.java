package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.Nullable;

/** An error as an answer. Cheap: it records no stack trace. */
final class ProviderError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final String code;
    private final @Nullable String parameter;

    ProviderError(int status, String type, String code, @Nullable String parameter, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.parameter = parameter;
    }

    /** The caller's mistake about {@code parameter}. */
    static ProviderError invalid(String parameter, String message) {
        return new ProviderError(400, "invalid_request_error", "invalid_value", parameter, message);
    }

    static ProviderError malformed(String message) {
        return new ProviderError(400, "invalid_request_error", "malformed_request", null, message);
    }

    static ProviderError unknownModel(String model, String route) {
        return new ProviderError(
                404,
                "invalid_request_error",
                "model_not_found",
                "model",
                "The model '" + model + "' does not exist or does not serve " + route
                        + ". Models here: echo-chat (chat, completions, responses, messages), minilm (embeddings).");
    }

    /** Our own fault, for example a log that cannot be written. */
    static ProviderError broken(RuntimeException cause) {
        return new ProviderError(500, "server_error", "internal_error", null, "The bundled provider failed: " + cause);
    }

    /** A failure that was asked for by directive. */
    static ProviderError injected(int status) {
        String type = status == 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
        return new ProviderError(
                status, type, "injected_error", null, "Status " + status + ", as the request directed.");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** In Anthropic's shape. */
    String anthropicBody() {
        StringBuilder json = new StringBuilder(160).append("{\"type\":\"error\",\"error\":{\"type\":");
        JsonText.quote(json, anthropicType());
        JsonText.quote(json.append(",\"message\":"), String.valueOf(getMessage()));
        return json.append("}}").toString();
    }

    private String anthropicType() {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }

    /** In OpenAI's shape. */
    String body() {
        StringBuilder json = new StringBuilder(160).append("{\"error\":{\"message\":");
        JsonText.quote(json, String.valueOf(getMessage()));
        json.append(",\"type\":");
        JsonText.quote(json, type);
        json.append(",\"param\":");
        JsonText.quoteOrNull(json, parameter);
        json.append(",\"code\":");
        JsonText.quote(json, code);
        return json.append("}}").toString();
    }
}
