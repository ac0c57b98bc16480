package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;

/** The OpenAPI documents that travel with versions. Whom calls go to stays between provider and marketplace. */
public final class OpenApiRoutes {
    private static final String SERVERS = "servers";

    private final ServiceLookup lookup;

    public OpenApiRoutes(ServiceLookup lookup) {
        this.lookup = lookup;
    }

    public void register(Routes routes) {
        routes.on("getServiceOpenApi", request -> answer(lookup.current(request), request));
        routes.on("getServiceVersionOpenApi", request -> answer(lookup.version(request), request));
    }

    private static Answer answer(ServiceVersion version, Request request) {
        String document = version.manifest().documents().openapi();
        if (document == null) {
            throw new ProblemException(
                    ErrorCode.NOT_FOUND,
                    version.manifest().name() + "@" + version.manifest().version() + " has no OpenAPI document.");
        }
        JsonNode tree = Json.tree(document);
        if (!new Visibility(request.caller()).own(version.provider())) {
            withoutServers(tree);
        }
        return Answer.ok(tree);
    }

    /** They may stand in the document, in each path and in each operation. */
    private static void withoutServers(JsonNode document) {
        remove(document);
        for (JsonNode path : document.path("paths")) {
            remove(path);
            path.forEach(OpenApiRoutes::remove);
        }
    }

    private static void remove(JsonNode holder) {
        if (holder instanceof ObjectNode object) {
            object.remove(SERVERS);
        }
    }
}
