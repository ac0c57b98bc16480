package dev.llmmarketplace.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectionFloodIT {
    private static final int CONNECTIONS = 10_000;

    @Test
    void tenThousandConnectAtOnceAndAllAreServedAndSoAreOthersMeanwhile(@TempDir Path data) throws Exception {
        try (RunningProvider provider = RunningProvider.start();
                RunningMarketplace marketplace = RunningMarketplace.on(data, Trade.allowing(provider))) {
            Trade trade = Trade.open(marketplace, provider);
            Calls calls = new Calls(marketplace, trade.chat(), trade.key().secret());
            calls.chat("Before").expect(200);

            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger answers = new AtomicInteger();
            Set<Integer> statuses = ConcurrentHashMap.newKeySet();
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                other.execute(() -> {
                    while (!over.get()) {
                        statuses.add(calls.chat("Meanwhile").status());
                        answers.incrementAndGet();
                    }
                });
                try (Crowd crowd = new Crowd(marketplace.address(), CONNECTIONS)) {
                    assertThat(crowd.awaitConnected()).isEqualTo(CONNECTIONS);
                    assertThat(crowd.ask(request(trade.key().secret()), "HTTP/1.1 200"))
                            .isEqualTo(CONNECTIONS);
                } finally {
                    over.set(true);
                }
            }

            assertThat(statuses).containsOnly(200);
            assertThat(answers).hasPositiveValue();
            calls.chat("After").expect(200);
        }
    }

    private static String request(String key) {
        return "GET /v1/models HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + key + "\r\n\r\n";
    }
}
