package dev.llmmarketplace.server.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What is on sale in a freshly started marketplace: the bundled provider's chat service, a consumer with a key, and
 * every limit there is, so large that nothing is refused and everything is reserved, counted and settled.
 */
final class Shop {
    private static final String PROVIDER = "bench-provider";
    static final String CONSUMER = "bench-consumer";
    private static final String UPSTREAM_MODEL = "echo-chat";
    private static final Duration SHIPPED_WITHIN = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final MarketplaceClient administrator;
    private final String consumer;
    private final String key;

    private Shop(MarketplaceClient administrator, String consumer, String key) {
        this.administrator = administrator;
        this.consumer = consumer;
        this.key = key;
    }

    static Shop open(MarketplaceClient administrator, URI upstream, String credential) {
        organisation(administrator, PROVIDER, true);
        String consumer = organisation(administrator, CONSUMER, false);
        administrator.post("/api/v1/services", manifest(upstream, credential));
        administrator.post("/api/v1/plans", plan());
        administrator.post(
                "/api/v1/subscriptions", of(consumer).put("service", model()).put("plan", "bench"));
        administrator.put("/api/v1/budget?organisation=" + consumer, budget());
        JsonNode key = administrator.post("/api/v1/keys", of(consumer).put("name", "bench"));
        return new Shop(administrator, consumer, key.path("key").asText());
    }

    private static String organisation(MarketplaceClient administrator, String slug, boolean provider) {
        ObjectNode body = MarketplaceClient.object().put("slug", slug).put("name", slug);
        body.put("provider", provider).put("consumer", !provider);
        return administrator.post("/api/v1/organisations", body).path("id").asText();
    }

    private static ObjectNode of(String organisation) {
        return MarketplaceClient.object().put("organisationId", organisation);
    }

    private static ObjectNode manifest(URI upstream, String credential) {
        ObjectNode manifest =
                MarketplaceClient.object().put("manifestVersion", 1).put("provider", PROVIDER);
        manifest.put("name", UPSTREAM_MODEL).put("version", "1.0.0").put("title", "Echo");
        manifest.put("description", "The bundled provider's deterministic chat model.");
        manifest.put("category", "text-generation")
                .putArray("capabilities")
                .addObject()
                .put("name", "chat");
        ObjectNode endpoint = manifest.putObject("endpoint").put("url", upstream.toString());
        endpoint.put("upstreamModel", UPSTREAM_MODEL);
        endpoint.putObject("authentication").put("type", "bearer").put("credential", credential);
        ObjectNode pricing =
                manifest.putObject("pricing").put("model", "per-token").put("currency", "USD");
        pricing.putObject("rates").put("input", "0.15").put("output", "0.60");
        return manifest;
    }

    private static ObjectNode plan() {
        return MarketplaceClient.object()
                .put("name", "bench")
                .put("requestsPerSecond", 1_000_000)
                .put("burst", 10_000_000)
                .put("tokensPerMonth", 1_000_000_000_000L)
                .put("concurrency", 100_000);
    }

    private static ObjectNode budget() {
        ObjectNode budget = MarketplaceClient.object();
        budget.putObject("perMonth").put("amount", "100000000").put("currency", "USD");
        return budget;
    }

    /** As the gateway calls it. */
    static String model() {
        return PROVIDER + "/" + UPSTREAM_MODEL;
    }

    static String upstreamModel() {
        return UPSTREAM_MODEL;
    }

    String key() {
        return key;
    }

    /** How many calls the ledger has, once it has {@code expected}; fewer when they do not come. */
    long ledgered(long expected) {
        long deadline = System.nanoTime() + SHIPPED_WITHIN.toNanos();
        long calls = calls();
        while (calls < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            calls = calls();
        }
        return calls;
    }

    private long calls() {
        JsonNode summary = administrator.get("/api/v1/usage/summary?organisation=" + consumer);
        long calls = 0;
        for (JsonNode service : summary.path("items")) {
            calls += service.path("calls").asLong();
        }
        return calls;
    }
}
