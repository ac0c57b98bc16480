package dev.llmmarketplace.server.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.server.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Serves the interface of an LLM-Registry over HTTP, its oddities among it: execution headers are required, {@code has_more}
 * is always false, storage comes back without its particulars, some errors are plain text. Fails where a test wants it.
 */
public final class StandInRegistry implements AutoCloseable {
    /** How it behaves. */
    public enum Mood {
        WELL,
        UNAVAILABLE,
        SILENT,
        NONSENSE
    }

    private static final String ASSETS = "/v1/assets";

    final AtomicInteger asked = new AtomicInteger();
    /** How many registrations will fail. */
    final AtomicInteger failuresToCome = new AtomicInteger();

    private final Map<String, ObjectNode> assets = new LinkedHashMap<>();
    private final HttpServer server;
    private int made;
    private volatile Mood mood = Mood.WELL;

    public StandInRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void is(Mood newMood) {
        mood = newMood;
    }

    /** The asset of that name and version. */
    synchronized Optional<JsonNode> find(String name, String version) {
        return assets.values().stream()
                .filter(asset -> is(asset, name, version))
                .map(JsonNode.class::cast)
                .findFirst();
    }

    /** Registers something that is not of this marketplace. */
    synchronized void occupy(String name, String version) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", name).put("version", version);
        body.putObject("storage").put("path", "elsewhere");
        store(body);
    }

    private record Answer(int status, String contentType, String body) {
        static Answer json(int status, JsonNode body) {
            return new Answer(status, "application/json", body.toString());
        }

        static Answer error(int status, String code, String text) {
            return json(
                    status,
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("status", status)
                            .put("error", text)
                            .put("code", code));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (mood == Mood.SILENT) {
            return; // whoever asks gives up
        }
        boolean failing = exchange.getRequestMethod().equals("POST")
                && failuresToCome.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        Answer answer = switch (failing ? Mood.UNAVAILABLE : mood) {
            case UNAVAILABLE -> Answer.error(503, "DATABASE_ERROR", "The database is away");
            case NONSENSE -> new Answer(201, "text/html", "<html>Created!</html>");
            case WELL, SILENT -> answer(exchange, new String(body, StandardCharsets.UTF_8));
        };
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        String parent = String.valueOf(exchange.getRequestHeaders().getFirst("x-parent-span-id"));
        if (!exchange.getRequestHeaders().containsKey("x-execution-id")) {
            return Answer.error(400, "MISSING_EXECUTION_CONTEXT", "X-Execution-Id is missing");
        }
        if (!parent.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}")) {
            return Answer.error(400, "INVALID_EXECUTION_CONTEXT", "X-Parent-Span-Id is no ULID");
        }
        String path = exchange.getRequestURI().getPath();
        String id = path.startsWith(ASSETS + "/") ? path.substring(ASSETS.length() + 1) : "";
        return switch (exchange.getRequestMethod()) {
            case "POST" -> register(Json.tree(body));
            case "GET" -> list(parameters(exchange.getRequestURI().getRawQuery()));
            case "PATCH" -> update(id, Json.tree(body));
            case "DELETE" -> delete(id);
            default -> new Answer(405, "text/plain", "");
        };
    }

    private Answer register(JsonNode body) {
        String name = body.path("name").asText();
        String version = body.path("version").asText();
        if (find(name, version).isPresent()) {
            return Answer.error(409, "ALREADY_EXISTS", "Asset already exists: " + name + "@" + version);
        }
        for (String required : List.of("asset_type", "storage", "checksum")) {
            if (!body.path(required).isObject()) {
                return new Answer(422, "text/plain", "Failed to deserialize the JSON body: missing field " + required);
            }
        }
        for (JsonNode annotation : body.path("annotations")) {
            if (!annotation.isTextual()) {
                return new Answer(422, "text/plain", "Failed to deserialize the JSON body: annotations are texts");
            }
        }
        if (name.isEmpty()
                || name.length() > 255
                || body.at("/description").asText().contains("refuse me")) {
            return Answer.error(422, "VALIDATION_FAILED", "Asset validation failed: 1 errors");
        }
        ObjectNode asset = store(body);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("data").set("asset", asset);
        return Answer.json(201, answer);
    }

    private ObjectNode store(JsonNode body) {
        String id = "01HZ" + "%022d".formatted(++made);
        ObjectNode asset = JsonNodeFactory.instance.objectNode().put("id", id).put("status", "active");
        ObjectNode metadata = asset.putObject("metadata");
        for (String field : List.of("name", "version", "description", "license", "tags", "annotations")) {
            if (body.has(field)) {
                metadata.set(field, body.get(field));
            }
        }
        metadata.withObject("annotations");
        asset.set("storage", body.get("storage"));
        asset.set("checksum", body.path("checksum"));
        assets.put(id, asset);
        return asset;
    }

    private Answer list(Map<String, String> parameters) {
        boolean all = parameters.getOrDefault("exclude_deprecated", "true").equals("false");
        String text = parameters.getOrDefault("text", "");
        List<ObjectNode> found = assets.values().stream()
                .filter(asset -> all || !asset.path("status").asText().equals("deprecated"))
                .filter(asset -> asset.at("/metadata/name").asText().contains(text))
                .skip(Long.parseLong(parameters.getOrDefault("offset", "0")))
                .limit(Long.parseLong(parameters.getOrDefault("limit", "50")))
                .map(ObjectNode::deepCopy)
                .collect(Collectors.toCollection(ArrayList::new));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        found.forEach(asset -> {
            asset.withObject("storage").putObject("backend").put("type", "");
            items.add(asset);
        });
        answer.putObject("pagination").put("total", assets.size()).put("has_more", false);
        return Answer.json(200, answer);
    }

    private Answer update(String id, JsonNode body) {
        ObjectNode asset = assets.get(id);
        if (asset == null) {
            return Answer.error(404, "NOT_FOUND", id);
        }
        if (!body.path("asset_id").asText().equals(id)) {
            return new Answer(422, "text/plain", "Failed to deserialize the JSON body: missing field asset_id");
        }
        asset.put("status", body.path("status").asText(asset.path("status").asText()));
        body.path("add_annotations")
                .properties()
                .forEach(added ->
                        ((ObjectNode) asset.at("/metadata/annotations")).set(added.getKey(), added.getValue()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("data").set("asset", asset);
        return Answer.json(200, answer);
    }

    private Answer delete(String id) {
        return assets.remove(id) == null
                ? Answer.error(404, "NOT_FOUND", id)
                : Answer.json(200, Json.tree("{\"data\":{\"message\":\"Resource deleted successfully\"}}"));
    }

    private static boolean is(JsonNode asset, String name, String version) {
        return asset.at("/metadata/name").asText().equals(name)
                && asset.at("/metadata/version").asText().equals(version);
    }

    private static Map<String, String> parameters(String query) {
        return Pattern.compile("&")
                .splitAsStream(query)
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
