package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full under the running marketplace, its journal and its database. */
final class FullDiskIT {
    private static final int DISK_MEBIBYTES = 300;
    private static final int CALLERS = 8;

    private FullDisk disk;
    private RunningProvider provider;
    private RunningMarketplace marketplace;
    private Trade trade;
    private Calls calls;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
        Path data = directory.resolve("data");
        disk = FullDisk.mount(data, DISK_MEBIBYTES);
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.put("MARKETPLACE_METERING_SEGMENT_MEBIBYTES", "1");
        marketplace = RunningMarketplace.on(data, settings);
        trade = Trade.open(marketplace, provider);
        calls = new Calls(marketplace, trade.chat(), trade.key().secret());
    }

    @AfterEach
    void close() {
        marketplace.close();
        provider.close();
        disk.close();
    }

    @Test
    void callsThatCannotBeRecordedAreRefusedAndAllGoesOnWhenThereIsRoom() throws Exception {
        calls.chat("Before").expect(200);
        disk.fill();

        Set<String> served = ConcurrentHashMap.newKeySet();
        Rest.Answer refused = callUntilRefused(served);

        assertThat(refused.body().path("error").path("code").asText()).isEqualTo("storage_full");
        assertThat(refused.header("retry-after")).isNotEmpty();
        assertThat(health().status()).as("readiness").isEqualTo(503);
        Rest.Answer key = trade.consumer().rest().post("/api/v1/keys", Map.of("name", "late"));
        assertThat(key.status())
                .as("done, if the database had kept room for it, or our fault: " + key.body())
                .isIn(201, 503);

        disk.makeRoom();

        await("calls are served again").until(() -> calls.chat("After").status() == 200);
        await("the health recovers").until(() -> health().status() == 200);
        await("everything that was served is in the ledger")
                .untilAsserted(() -> assertThat(recorded()).containsAll(served));
    }

    /** Adds the calls that were served until then. */
    private Rest.Answer callUntilRefused(Set<String> served) throws InterruptedException {
        AtomicReference<Rest.@Nullable Answer> refusal = new AtomicReference<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int caller = 0; caller < CALLERS; caller++) {
                callers.execute(() -> {
                    while (refusal.get() == null) {
                        Rest.Answer answer = calls.chat("Hello");
                        if (answer.status() == 200) {
                            served.add(answer.header("x-marketplace-call-id"));
                        } else {
                            refusal.set(answer);
                        }
                    }
                });
            }
        }
        Rest.Answer answer = refusal.get();
        assertThat(answer).isNotNull();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
        return answer;
    }

    private Rest.Answer health() {
        return Rest.at(marketplace.address()).get("/health/ready");
    }

    private Set<String> recorded() {
        return trade.consumer().usage().stream()
                .map(record -> record.path("callId").asText())
                .collect(Collectors.toSet());
    }
}
