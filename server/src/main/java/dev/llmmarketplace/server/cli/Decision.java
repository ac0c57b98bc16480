package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands take that move a version from one status to another. */
final class Decision {
    @Parameters(
            paramLabel = "PROVIDER/SERVICE[@VERSION]",
            description = "The version; without one the service's current version.")
    private String name;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Kept with the decision.")
    private @Nullable String reason;

    /** @param verb last part of the operation's address */
    void take(String verb, ClientOptions client) {
        take(verb, client, MarketplaceClient.object());
    }

    /** @param body with what the operation takes beside a reason */
    void take(String verb, ClientOptions client, ObjectNode body) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode service = ServiceReference.parse(name).find(marketplace);
            if (reason != null) {
                body.put("reason", reason);
            }
            String version = service.path("id").asText() + "/versions/"
                    + service.path("version").asText();
            JsonNode changed = marketplace.post("/api/v1/services/" + version + "/" + verb, body);
            client.show(
                    changed,
                    out -> out.println(changed.path("name").asText() + " "
                            + changed.path("version").asText() + " is now "
                            + changed.path("status").asText() + "."));
        }
    }
}
