package dev.llmmarketplace.server.manifest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestCheck;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.manifest.openapi.Operations.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of the OpenAPI document that a manifest carries. Fields are pointers into the manifest. Thread-safe. */
public final class OpenApiRules implements ManifestCheck {
    /** Where the document stands in a manifest. */
    public static final String FIELD = "/documents/openapi";

    @Override
    public ManifestReport check(ServiceManifest manifest) {
        OpenApiDocument document = manifest.documents().openapi();
        return document == null || document.text() == null // it was checked when it came
                ? new ManifestReport(List.of(), List.of())
                : check(Json.tree(document.text()), FIELD);
    }

    /** @param at where the document stands, goes before each pointer */
    public static ManifestReport check(JsonNode document, String at) {
        OpenApiFindings found = new OpenApiFindings(at);
        checkVersion(document, found);
        checkInfo(document, found);
        checkPaths(document, found);
        checkOperations(Operations.of(document), found);
        new ReferenceWalk(document, found).walk();
        return found.report();
    }

    private static void checkVersion(JsonNode document, OpenApiFindings found) {
        String version = document.path("openapi").asText("");
        if (!version.equals("3.1") && !version.startsWith("3.1.")) {
            found.add(
                    ManifestRule.OPENAPI_VERSION,
                    "/openapi",
                    "3.1 or one of its patches",
                    version.isEmpty() ? "is missing" : "was '" + version + "'",
                    "Convert the document to OpenAPI 3.1.");
        }
    }

    private static void checkInfo(JsonNode document, OpenApiFindings found) {
        for (String member : List.of("title", "version")) {
            if (blank(document.path("info").path(member))) {
                found.add(
                        ManifestRule.OPENAPI_INFO,
                        "/info/" + member,
                        "a text that is not empty",
                        "is missing",
                        "Add info." + member + ".");
            }
        }
        if (document.path("info").path("contact").isEmpty()) {
            found.add(
                    ManifestRule.OPENAPI_CONTACT,
                    "/info/contact",
                    "stated",
                    "is missing",
                    "Say in info.contact whom callers can ask.");
        }
        if (document.path("servers").isEmpty()) {
            found.add(
                    ManifestRule.OPENAPI_SERVERS,
                    "/servers",
                    "stated",
                    "is missing, which means /",
                    "Name the servers under which the paths are found.");
        }
    }

    private static void checkPaths(JsonNode document, OpenApiFindings found) {
        if (document.path("paths").isEmpty() || !document.path("paths").isObject()) {
            found.add(
                    ManifestRule.OPENAPI_PATHS, "/paths", "an object of at least one path", "has none", "Add a path.");
        }
        document.path("paths").properties().forEach(path -> {
            if (!path.getKey().startsWith("/") && !path.getKey().startsWith("x-")) {
                found.add(
                        ManifestRule.OPENAPI_PATHS,
                        Pointer.member("/paths", path.getKey()),
                        "a path that begins with /",
                        "was '" + path.getKey() + "'",
                        "Begin it with /.");
            }
        });
    }

    private static void checkOperations(List<Operation> operations, OpenApiFindings found) {
        if (operations.isEmpty()) {
            found.add(
                    ManifestRule.OPENAPI_OPERATIONS,
                    "/paths",
                    "paths with at least one operation",
                    "there is none",
                    "Add an operation, for example post, to a path.");
        }
        Set<String> names = new HashSet<>();
        operations.forEach(operation -> checkOperation(operation, names, found));
    }

    private static void checkOperation(Operation operation, Set<String> names, OpenApiFindings found) {
        if (operation.body().path("responses").isEmpty()) {
            found.add(
                    ManifestRule.OPENAPI_RESPONSES,
                    operation.pointer() + "/responses",
                    "at least one response",
                    "has none",
                    "Describe what the operation answers.");
        }
        JsonNode name = operation.body().path("operationId");
        if (blank(name) || !names.add(name.asText())) {
            found.add(
                    ManifestRule.OPENAPI_OPERATION_NAMES,
                    operation.pointer() + "/operationId",
                    "a name of its own",
                    blank(name) ? "is missing" : "'" + name.asText() + "' is another operation's, too",
                    "Give the operation a name by which programs can call it.");
        }
        if (blank(operation.body().path("summary"))) {
            found.add(
                    ManifestRule.OPENAPI_SUMMARIES,
                    operation.pointer() + "/summary",
                    "stated",
                    "is missing",
                    "Say in a line what the operation does.");
        }
    }

    private static boolean blank(JsonNode text) {
        return !text.isTextual() || text.asText().isBlank();
    }
}
