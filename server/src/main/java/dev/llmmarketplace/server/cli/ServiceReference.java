package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import org.jspecify.annotations.Nullable;

/**
 * A service as written on the command line, {@code provider/service} or {@code provider/service@1.2.0}.
 *
 * @param version null for the current one
 */
record ServiceReference(
        String provider, String service, @Nullable String version) {

    static ServiceReference parse(String text) {
        int slash = text.indexOf('/');
        int at = text.lastIndexOf('@');
        if (slash < 1 || slash == text.length() - 1) {
            throw new CommandFailure(ExitCode.USAGE, "Name a service as PROVIDER/SERVICE; '" + text + "' is none.");
        }
        return at > slash
                ? new ServiceReference(text.substring(0, slash), text.substring(slash + 1, at), text.substring(at + 1))
                : new ServiceReference(text.substring(0, slash), text.substring(slash + 1), null);
    }

    /** The version that is named, or the current one. */
    JsonNode find(MarketplaceClient marketplace) {
        JsonNode current =
                marketplace.get("/api/v1/services/by-name/" + Query.segment(provider) + "/" + Query.segment(service));
        return version == null
                ? current
                : marketplace.get(
                        "/api/v1/services/" + current.path("id").asText() + "/versions/" + Query.segment(version));
    }
}
