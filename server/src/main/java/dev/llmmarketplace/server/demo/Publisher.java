package dev.llmmarketplace.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.cli.ManifestFile;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The organisation behind the bundled provider: is set up by an administrator and publishes its two services. */
final class Publisher {
    static final String CHAT = "bundled/echo-chat";
    static final String EMBEDDINGS = "bundled/minilm";
    private static final String SLUG = "bundled";
    private static final String EXAMPLE_ADDRESS = "http://127.0.0.1:9000/v1";

    private final MarketplaceClient marketplace;

    private Publisher(MarketplaceClient marketplace) {
        this.marketplace = marketplace;
    }

    /** Makes the organisation, unless it is there from an earlier demonstration, and a user who may publish for it. */
    static Publisher setUp(MarketplaceClient administrator, MarketplaceClient own) {
        String email = "publisher-" + Names.random() + "@bundled.example";
        Secret password = Names.password();
        ObjectNode user = MarketplaceClient.object()
                .put("email", email)
                .put("password", password.reveal())
                .put("fullName", "Demo Publisher")
                .put("organisationId", organisation(administrator));
        user.putArray("roles").add("provider");
        administrator.post("/api/v1/users", user);
        own.login(email, password.reveal());
        return new Publisher(own);
    }

    private static String organisation(MarketplaceClient administrator) {
        ObjectNode organisation = MarketplaceClient.object()
                .put("slug", SLUG)
                .put("name", "Bundled provider")
                .put("provider", true)
                .put("consumer", false);
        try {
            return administrator
                    .post("/api/v1/organisations", organisation)
                    .path("id")
                    .asText();
        } catch (ProblemAnswer refused) {
            if (refused.problem().status() != 409) {
                throw refused;
            }
            return serviceOrNone(administrator, CHAT).at("/provider/id").asText();
        }
    }

    /** Publishes the examples with the address and the key that the provider has now. */
    List<JsonNode> publish(URI address, Secret key) {
        return List.of(publish("echo-chat", CHAT, address, key), publish("minilm", EMBEDDINGS, address, key));
    }

    private JsonNode publish(String example, String service, URI address, Secret key) {
        String manifest = ManifestFile.expanded(example(example), variable -> key.reveal())
                .replace(EXAMPLE_ADDRESS, address.toString())
                .replace("version: 1.0.0", "version: " + nextVersion(service));
        return marketplace.post("/api/v1/services", "application/yaml", manifest);
    }

    private String nextVersion(String service) {
        String current = serviceOrNone(marketplace, service).path("version").asText("1.0.-1");
        int patch = current.lastIndexOf('.') + 1;
        return current.substring(0, patch) + (Integer.parseInt(current.substring(patch)) + 1);
    }

    private static JsonNode serviceOrNone(MarketplaceClient marketplace, String service) {
        try {
            return marketplace.get("/api/v1/services/by-name/" + service);
        } catch (ProblemAnswer refused) {
            if (refused.problem().status() == 404) {
                return MarketplaceClient.object();
            }
            throw refused;
        }
    }

    private static String example(String name) {
        String resource = "/examples/bundled-provider/" + name + ".yaml";
        try (InputStream stream = Publisher.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read an example manifest", e);
        }
    }
}
