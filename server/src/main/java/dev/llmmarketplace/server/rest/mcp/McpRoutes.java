package dev.llmmarketplace.server.rest.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's life (modelcontextprotocol.io, revision 2025-11-25, transport "Streamable HTTP"): each request is a POST of
 * one JSON-RPC message and is answered at once as JSON. There is no session and no stream, so nothing is kept between two.
 */
public final class McpRoutes {
    /** The revisions that are spoken, the latest first. */
    private static final List<String> REVISIONS = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INVALID_REQUEST = -32600;

    private final List<Tool> tools;
    private final TrustedOrigins origins;

    public McpRoutes(CatalogueTools tools, TrustedOrigins origins) {
        this.tools = tools.all();
        this.origins = origins;
    }

    public void register(Routes routes) {
        routes.on("mcp", this::handle);
    }

    record Response(
            String jsonrpc,
            JsonNode id,
            @Nullable Object result,
            @Nullable Failure error) {}

    record Failure(int code, String message) {}

    record Initialized(
            String protocolVersion, Map<String, Object> capabilities, ServerInfo serverInfo, String instructions) {}

    record ServerInfo(String name, String title, String version) {}

    record ToolList(List<Tool.Listed> tools) {}

    record ToolResult(
            List<Text> content,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Object structuredContent,

            boolean isError) {}

    record Text(String type, String text) {}

    private Answer handle(Request request) {
        origins.admit(request.find("origin"));
        request.find("mcp-protocol-version").ifPresent(McpRoutes::requireSpoken);
        JsonNode message = Objects.requireNonNull(request.content().tree());
        JsonNode id = message.path("id");
        if (!message.has("method") || id.isMissingNode()) {
            return new Answer(202, "", new byte[0], Map.of()); // a notification, or an answer: nothing is asked
        }
        if (!id.isTextual() && !id.isIntegralNumber()) {
            return failed(
                    JsonNodeFactory.instance.nullNode(), INVALID_REQUEST, "id must be a string or a whole number");
        }
        JsonNode parameters = message.path("params");
        return switch (message.path("method").asText()) {
            case "initialize" -> answer(id, initialized(parameters));
            case "ping" -> answer(id, Map.of());
            case "tools/list" ->
                answer(id, new ToolList(tools.stream().map(Tool::listed).toList()));
            case "tools/call" -> call(id, parameters);
            default -> failed(id, METHOD_NOT_FOUND, "there is no such method");
        };
    }

    /** Who sends no version is taken to speak 2025-03-26, the last revision without this header. */
    private static void requireSpoken(String revision) {
        if (!REVISIONS.contains(revision)) {
            throw new ProblemException(
                    ErrorCode.MALFORMED_REQUEST,
                    "The MCP-Protocol-Version '" + revision + "' is not spoken here; " + String.join(", ", REVISIONS)
                            + " are.");
        }
    }

    private static Initialized initialized(JsonNode parameters) {
        String wanted = parameters.path("protocolVersion").asText();
        return new Initialized(
                REVISIONS.contains(wanted) ? wanted : REVISIONS.getFirst(),
                Map.of("tools", Map.of("listChanged", false)),
                new ServerInfo("llm-marketplace", "LLM Marketplace", version()),
                "Find, compare and price LLM services. Prices are per million tokens unless said otherwise.");
    }

    private static String version() {
        return Objects.requireNonNullElse(McpRoutes.class.getPackage().getImplementationVersion(), "0");
    }

    private Answer call(JsonNode id, JsonNode parameters) {
        String name = parameters.path("name").asText();
        Optional<Tool> tool =
                tools.stream().filter(one -> one.name().equals(name)).findFirst();
        JsonNode arguments =
                parameters.has("arguments") ? parameters.path("arguments") : JsonNodeFactory.instance.objectNode();
        return tool.isEmpty()
                ? failed(id, INVALID_PARAMS, "there is no tool '" + name + "'")
                : answer(id, result(tool.get(), arguments));
    }

    /** What the tool refuses is a result as well: the model can read it and mend its arguments. */
    private static ToolResult result(Tool tool, JsonNode arguments) {
        try {
            Object result = tool.call(arguments);
            return new ToolResult(List.of(new Text("text", Json.text(result))), result, false);
        } catch (ProblemException e) {
            return new ToolResult(List.of(new Text("text", words(e.problem()))), null, true);
        }
    }

    private static String words(Problem problem) {
        StringBuilder words = new StringBuilder(problem.detail());
        problem.violations()
                .forEach(violation -> words.append(' ')
                        .append(violation.field())
                        .append(" must be ")
                        .append(violation.rule())
                        .append(": ")
                        .append(violation.mend()));
        return words.toString();
    }

    private static Answer answer(JsonNode id, Object result) {
        return Answer.ok(new Response("2.0", id, result, null));
    }

    private static Answer failed(JsonNode id, int code, String message) {
        return Answer.ok(new Response("2.0", id, null, new Failure(code, message)));
    }
}
