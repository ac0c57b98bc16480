package dev.llmmarketplace.server.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as a server tells it, be it a problem document (RFC 9457) or an error in OpenAI's shape.
 *
 * @param code stable name; empty when the server gave none
 * @param requestId to be told to whoever runs the server; empty when there was none
 * @param retryAfterSeconds when to come again; 0 when the server did not say
 */
public record ApiProblem(
        int status, String code, String detail, String requestId, List<Violation> violations, int retryAfterSeconds) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_TEXT = 300;

    public ApiProblem {
        violations = List.copyOf(violations);
    }

    /** @param place {@code line:column} in the text that was sent; null when not known */
    public record Violation(
            String field,
            String rule,
            String message,
            String mend,
            @Nullable String place,
            @Nullable String id) {
        public static Violation of(JsonNode node) {
            return new Violation(
                    node.path("field").asText(),
                    node.path("rule").asText(),
                    node.path("message").asText(),
                    node.path("mend").asText(),
                    node.has("line")
                            ? node.get("line").asInt() + ":"
                                    + node.path("column").asInt(1)
                            : null,
                    node.has("id") ? node.get("id").asText() : null);
        }

        public static List<Violation> listOf(JsonNode nodes) {
            List<Violation> violations = new ArrayList<>();
            nodes.forEach(node -> violations.add(of(node)));
            return violations;
        }
    }

    static ApiProblem of(int status, HttpHeaders headers, String body) {
        String requestId = headers.firstValue("x-request-id").orElse("");
        int retryAfter = headers.firstValue("retry-after")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(0);
        try {
            JsonNode json = JSON.readTree(body);
            if (json.has("error")) {
                JsonNode error = json.get("error");
                return new ApiProblem(
                        status,
                        error.path("code").asText(),
                        error.path("message").asText(),
                        requestId,
                        List.of(),
                        retryAfter);
            }
            if (json.has("detail")) {
                return new ApiProblem(
                        status,
                        json.path("code").asText(),
                        json.get("detail").asText(),
                        json.path("requestId").asText(requestId),
                        Violation.listOf(json.path("violations")),
                        retryAfter);
            }
        } catch (JsonProcessingException e) {
            // falls through: some server in between answered with a page of its own
        }
        String text = body.isBlank()
                ? "no text"
                : body.strip().substring(0, Math.min(MOST_TEXT, body.strip().length()));
        return new ApiProblem(status, "", "Status " + status + ": " + text, requestId, List.of(), retryAfter);
    }
}
