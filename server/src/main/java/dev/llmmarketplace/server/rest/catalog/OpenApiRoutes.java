package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.List;

/** The OpenAPI documents that travel with versions. Whom calls go to stays between provider and marketplace. */
public final class OpenApiRoutes {
    private final ServiceLookup lookup;
    private final CatalogStore catalog;

    public OpenApiRoutes(ServiceLookup lookup, CatalogStore catalog) {
        this.lookup = lookup;
        this.catalog = catalog;
    }

    public void register(Routes routes) {
        routes.on("getServiceOpenApi", request -> answer(lookup.current(request), request));
        routes.on("getServiceVersionOpenApi", request -> answer(lookup.version(request), request));
    }

    private Answer answer(ServiceVersion version, Request request) {
        String document = catalog.findOpenApi(version.id())
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        version.manifest().name() + "@" + version.manifest().version() + " has no OpenAPI document."));
        JsonNode tree = Json.tree(document);
        if (!new Visibility(request.caller()).own(version.provider())) {
            withoutAddresses(tree);
        }
        return Answer.ok(tree);
    }

    /** Servers may stand in the document, in paths, operations, callbacks and links; addresses of tokens in its schemes. */
    private static void withoutAddresses(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("servers").isArray()) {
                object.remove("servers");
            }
            if (object.path("server").path("url").isTextual()) {
                object.remove("server");
            }
            if (object.path("flows").isObject()) {
                object.path("flows").forEach(OpenApiRoutes::withoutUrls);
            }
        }
        node.forEach(OpenApiRoutes::withoutAddresses);
    }

    private static void withoutUrls(JsonNode flow) {
        if (flow instanceof ObjectNode object) {
            object.remove(List.of("authorizationUrl", "tokenUrl", "refreshUrl"));
        }
    }
}
