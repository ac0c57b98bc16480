package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What you were told. */
@Command(
        name = "notifications",
        description = "What you were told, the latest first.",
        footer = {"", "Example:", "  marketplace notifications --unread --mark-read"})
final class NotificationsCommand implements Runnable {
    private static final String PATH = "/api/v1/notifications";

    @Mixin
    private ClientOptions client;

    @Option(names = "--unread", description = "Only those that you have not marked as read.")
    private boolean unread;

    @Option(names = "--mark-read", description = "Mark what is shown as read.")
    private boolean markRead;

    @Option(names = "--limit", defaultValue = "20", description = "Most, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public void run() {
        Query query = new Query(PATH).withFlag("unread", unread).with("limit", limit);
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode answer = marketplace.get(query.toString());
            client.show(answer, out -> {
                Table table = new Table("WHEN", "WHAT", "READ");
                answer.path("items")
                        .forEach(item -> table.row(
                                item.path("createdAt").asText(),
                                item.path("title").asText(),
                                item.has("readAt") ? "yes" : "no"));
                table.print(out, Terminal.width());
            });
            if (markRead) {
                for (JsonNode item : answer.path("items")) {
                    marketplace.post(PATH + "/" + item.path("id").asText() + "/read", MarketplaceClient.object());
                }
            }
        }
    }
}
