package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where events are sent, and what has become of them. */
@Command(
        name = "webhooks",
        description = "Have events sent to you, signed, and see what has become of them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  marketplace webhooks add https://example.com/events 'service.*'",
            "  marketplace webhooks deliveries 019… --state dead",
            "  marketplace webhooks replay 019…"
        })
final class WebhooksCommand {
    private static final String PATH = "/api/v1/webhooks";

    @Mixin
    HelpOption help;

    @Command(name = "add", description = "Have events sent to a URL. Shows the secret that signs them, once.")
    void add(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "URL", description = "Where your receiver takes POST requests.") String url,
            @Parameters(
                            paramLabel = "EVENT",
                            arity = "1..*",
                            description = "A type (service.activated), a family (service.*) or all (*).")
                    List<String> events,
            @Option(
                            names = "--scope",
                            defaultValue = "visible",
                            description = "own, visible or everything (default: ${DEFAULT-VALUE}).")
                    String scope) {
        ObjectNode body = MarketplaceClient.object().put("url", url).put("scope", scope);
        ArrayNode selected = body.putArray("events");
        events.forEach(selected::add);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post(PATH, body);
            client.show(made, out -> {
                out.println("Webhook " + made.path("id").asText() + ". Its secret, which is not shown again:");
                out.println(made.path("secret").asText());
            });
        }
    }

    @Command(name = "list", description = "Where events are sent.")
    void list(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(PATH);
            client.show(answer, out -> {
                Table table = new Table("WEBHOOK", "URL", "EVENTS", "STATE");
                answer.path("items")
                        .forEach(item -> table.row(
                                item.path("id").asText(),
                                item.path("url").asText(),
                                joined(item.path("events")),
                                state(item)));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "deliveries", description = "What was sent to a webhook, the latest first.")
    void deliveries(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook,
            @Option(names = "--state", description = "Only waiting, delivered or dead.") @Nullable String state,
            @Option(names = "--limit", defaultValue = "20", description = "Most, 1 to 100.") int limit) {
        Query query =
                new Query(of(webhook) + "/deliveries").with("state", state).with("limit", limit);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> {
                Table table = new Table("WHEN", "EVENT", "ABOUT", "STATE", "FAILED", "DELIVERY");
                answer.path("items")
                        .forEach(item -> table.row(
                                item.path("createdAt").asText(),
                                item.path("type").asText(),
                                item.path("subject").asText(),
                                item.path("state").asText(),
                                item.path("failures").asText(),
                                item.path("id").asText()));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "delivery", description = "One delivery with its attempts.")
    void delivery(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook,
            @Parameters(paramLabel = "DELIVERY", description = "See deliveries.") String delivery) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(of(webhook) + "/deliveries/" + Query.segment(delivery));
            client.show(answer, out -> {
                out.println(answer.path("message").toPrettyString());
                Table table = new Table("WHEN", "STATUS", "MILLIS", "ANSWER");
                answer.path("attempts")
                        .forEach(attempt -> table.row(
                                attempt.path("at").asText(),
                                attempt.path("status").asText("none"),
                                attempt.path("millis").asText(),
                                attempt.path("error")
                                        .asText(attempt.path("response").asText())));
                table.print(out, Terminal.width());
            });
        }
    }

    @Command(name = "replay", description = "Send again what is dead, or one delivery.")
    void replay(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook,
            @Parameters(paramLabel = "DELIVERY", arity = "0..1", description = "All that are dead without it.")
                    @Nullable
                    String delivery) {
        String path = delivery == null ? of(webhook) : of(webhook) + "/deliveries/" + Query.segment(delivery);
        act(client, path + "/replay", "Due again.");
    }

    @Command(name = "ping", description = "Try whether a webhook is reached.")
    void ping(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook) {
        act(client, of(webhook) + "/ping", "A ping is on its way; see deliveries.");
    }

    @Command(name = "rotate", description = "Give a webhook a new secret, and show it.")
    void rotate(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook,
            @Option(
                            names = "--overlap",
                            defaultValue = "24",
                            description = "Hours in which the old secret signs as well (default: ${DEFAULT-VALUE}).")
                    int hours) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode made = marketplace.post(
                    of(webhook) + "/secret", MarketplaceClient.object().put("overlapHours", hours));
            client.show(made, out -> out.println(made.path("secret").asText()));
        }
    }

    @Command(name = "enable", description = "Have events sent again to a webhook that was disabled.")
    void enable(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer =
                    marketplace.patch(of(webhook), MarketplaceClient.object().put("enabled", true));
            client.show(answer, out -> out.println("Enabled. What is dead can be replayed."));
        }
    }

    @Command(name = "delete", description = "Have events sent no more.")
    void delete(
            @Mixin ClientOptions client,
            @Parameters(paramLabel = "WEBHOOK", description = "See list.") String webhook) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.delete(of(webhook));
            client.show(answer, out -> out.println("Deleted."));
        }
    }

    private static void act(ClientOptions client, String path, String done) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.post(path, MarketplaceClient.object());
            client.show(answer, out -> out.println(done));
        }
    }

    private static String of(String webhook) {
        return PATH + "/" + Query.segment(webhook);
    }

    private static String joined(JsonNode texts) {
        StringBuilder joined = new StringBuilder();
        texts.forEach(text -> joined.append(joined.isEmpty() ? "" : " ").append(text.asText()));
        return joined.toString();
    }

    private static String state(JsonNode webhook) {
        if (!webhook.path("enabled").asBoolean()) {
            return "disabled: " + webhook.path("disabledBecause").asText();
        }
        return webhook.has("failingSince")
                ? "fails since " + webhook.path("failingSince").asText()
                : "good";
    }
}
