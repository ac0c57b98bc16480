package dev.llmmarketplace.it.clients;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Consumer;
import dev.llmmarketplace.it.trade.Trade;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A running marketplace with two keys: one that may do what it likes, and one that may call once a second. */
final class ClientScene implements AutoCloseable {
    private final RunningProvider provider;
    private final RunningMarketplace marketplace;
    private final Trade trade;
    private final String limitedKey;

    ClientScene(Path data) {
        provider = RunningProvider.start();
        marketplace = RunningMarketplace.on(data, Trade.allowing(provider));
        trade = Trade.open(marketplace, provider);
        Consumer slow = trade.administrator().consumer("slowpoke");
        slow.subscribe(trade.chat(), trade.administrator().plan("once-a-second", 1, 1_000_000));
        limitedKey = slow.key("slow").secret();
    }

    URI address() {
        return marketplace.address();
    }

    Trade trade() {
        return trade;
    }

    String key() {
        return trade.key().secret();
    }

    String limitedKey() {
        return limitedKey;
    }

    /** What the clients in other languages read from their environment. */
    Map<String, String> environment() {
        return Map.of(
                "MARKETPLACE_URL", address().toString(),
                "MARKETPLACE_KEY", key(),
                "MARKETPLACE_LIMITED_KEY", limitedKey,
                "MARKETPLACE_CHAT_MODEL", trade.chat(),
                "MARKETPLACE_EMBEDDING_MODEL", trade.embeddings(),
                "MARKETPLACE_MESSAGES_MODEL", trade.messages());
    }

    @Override
    public void close() {
        marketplace.close();
        provider.close();
    }
}
