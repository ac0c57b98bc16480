package dev.llmmarketplace.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.cli.client.DataPlane;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import java.util.function.Consumer;

/** An organisation that calls: signs up, subscribes, makes a key and uses it. */
final class Caller {
    private final MarketplaceClient marketplace;
    private final Secret key;
    private final DataPlane gateway;

    private Caller(MarketplaceClient marketplace, Secret key) {
        this.marketplace = marketplace;
        this.key = key;
        this.gateway = marketplace.dataPlane(key.reveal());
    }

    /** With a key for both of the bundled services. */
    static Caller signUp(MarketplaceClient marketplace) {
        String name = "demo-" + Names.random();
        String email = "ada@" + name + ".example";
        ObjectNode registration = MarketplaceClient.object()
                .put("email", email)
                .put("password", Names.password().reveal())
                .put("fullName", "Ada Demo");
        registration.putObject("organisation").put("slug", name).put("name", "Demo consumer");
        marketplace.adopt(
                email, marketplace.post("/api/v1/auth/register", registration).path("tokens"));
        subscribe(marketplace, Publisher.CHAT);
        subscribe(marketplace, Publisher.EMBEDDINGS);
        JsonNode made =
                marketplace.post("/api/v1/keys", MarketplaceClient.object().put("name", "demo"));
        Caller caller = new Caller(marketplace, new Secret(made.path("key").asText()));
        Patience.until(caller::admitted);
        return caller;
    }

    /** A new key and new subscriptions reach the gateway within a second. */
    private boolean admitted() {
        try {
            return gateway.models().size() == 2;
        } catch (ProblemAnswer refused) {
            if (refused.problem().status() == 401) {
                return false;
            }
            throw refused;
        }
    }

    private static void subscribe(MarketplaceClient marketplace, String service) {
        marketplace.post(
                "/api/v1/subscriptions",
                MarketplaceClient.object().put("service", service).put("plan", "basic"));
    }

    Secret key() {
        return key;
    }

    String email() {
        return String.valueOf(marketplace.session().email());
    }

    /** Streams an answer. */
    void chat(String text, Consumer<String> pieces) {
        ObjectNode body = MarketplaceClient.object()
                .put("model", Publisher.CHAT)
                .put("stream", true)
                .put("user", "#pace 15ms");
        body.putObject("stream_options").put("include_usage", true);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        gateway.stream(body, event -> {
            String piece = event.at("/choices/0/delta/content").asText("");
            if (!piece.isEmpty()) {
                pieces.accept(piece);
            }
        });
    }

    /** The vector of {@code text}. */
    JsonNode embed(String text) {
        return gateway.call(
                        "embeddings",
                        MarketplaceClient.object()
                                .put("model", Publisher.EMBEDDINGS)
                                .put("input", text))
                .body()
                .at("/data/0/embedding");
    }

    /** One entry per service. */
    JsonNode usage() {
        return marketplace.get("/api/v1/usage/summary").path("items");
    }
}
