package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Subscribes one's organisation to a service. */
@Command(
        name = "subscribe",
        description = "Subscribe your organisation to a service.",
        footer = {
            "",
            "Examples:",
            "  marketplace subscribe acme/support-chat",
            "  marketplace subscribe acme/embed --plan premium"
        })
final class SubscribeCommand implements Runnable {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "PROVIDER/SERVICE", description = "The service.")
    private String service;

    @Option(
            names = "--plan",
            defaultValue = "basic",
            description = "See 'marketplace plans' (default: ${DEFAULT-VALUE}).")
    private String plan;

    @Override
    public void run() {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post(
                    "/api/v1/subscriptions",
                    MarketplaceClient.object().put("service", service).put("plan", plan));
            client.show(made, out -> {
                out.println("Subscribed to " + made.path("service").asText() + " with the plan "
                        + made.at("/plan/name").asText() + ".");
                out.println("Next: marketplace keys create laptop --save, marketplace call " + service + " Hello");
            });
        }
    }
}
