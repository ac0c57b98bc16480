package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Consumer;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyIT {
    /** What the product promises. */
    private static final Duration EVERYWHERE = Duration.ofSeconds(1);

    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Trade trade;

    @BeforeAll
    static void open(@TempDir Path data) {
        provider = RunningProvider.start();
        marketplace = RunningMarketplace.on(data, Trade.allowing(provider));
        trade = Trade.open(marketplace, provider);
    }

    @AfterAll
    static void close() {
        marketplace.close();
        provider.close();
    }

    @Test
    void aRevokedKeyIsRefusedWithinASecond() {
        Consumer.Key key = trade.consumer().key("to be revoked");
        Calls calls = new Calls(marketplace, trade.chat(), key.secret());
        await("the key works").untilAsserted(() -> calls.chat("Hello").expect(200));

        trade.consumer().revoke(key);

        await("the key is refused")
                .pollInterval(Duration.ofMillis(5))
                .atMost(EVERYWHERE)
                .untilAsserted(() -> calls.chat("Hello").expect(401));
    }

    @Test
    void afterARotationTheNewSecretOpensAndRevocationStopsBoth() {
        Consumer.Key key = trade.consumer().key("to be rotated");
        Consumer.Key rotated = trade.consumer().rotate(key);
        Calls old = new Calls(marketplace, trade.chat(), key.secret());
        Calls fresh = new Calls(marketplace, trade.chat(), rotated.secret());
        await("both secrets work").untilAsserted(() -> {
            old.chat("Hello").expect(200);
            fresh.chat("Hello").expect(200);
        });

        trade.consumer().revoke(rotated);

        await("both secrets are refused")
                .pollInterval(Duration.ofMillis(5))
                .atMost(EVERYWHERE)
                .untilAsserted(() -> {
                    old.chat("Hello").expect(401);
                    fresh.chat("Hello").expect(401);
                });
    }

    @Test
    void anExpiredKeyIsRefused() throws Exception {
        Consumer.Key key = trade.consumer().key("to expire");
        Calls calls = new Calls(marketplace, trade.chat(), key.secret());
        await("the key works").untilAsserted(() -> calls.chat("Hello").expect(200));

        expire(key);

        await("the key is refused")
                .untilAsserted(() -> assertThat(calls.chat("Hello")
                                .expect(401)
                                .path("error")
                                .path("message")
                                .asText())
                        .containsIgnoringCase("expired"));
    }

    private static void expire(Consumer.Key key) throws Exception {
        try (Connection connection = EmbeddedDatabase.connect(marketplace.data());
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?")) {
            update.setObject(1, UUID.fromString(key.id()));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
