package dev.llmmarketplace.it;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.it.process.DebianPostgres;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes lease from one authority: what they spend together never exceeds the budget. */
final class ThreeGatewaysIT {
    private static final int CALLERS = 1000;
    private static final BigDecimal BUDGET = new BigDecimal("0.005");

    private final List<RunningMarketplace> gateways = new ArrayList<>();
    private DebianPostgres postgres;
    private RunningProvider provider;
    private Trade trade;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() throws Exception {
        postgres = DebianPostgres.start();
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.putAll(postgres.environment());
        settings.put(
                "MARKETPLACE_SECRETS_DIRECTORY", directory.resolve("secrets").toString());
        gateways.add(RunningMarketplace.on(directory.resolve("first"), settings));
        trade = Trade.open(gateways.getFirst(), provider);
        settings.put("MARKETPLACE_ROLES", "gateway");
        gateways.add(RunningMarketplace.on(directory.resolve("second"), settings));
        gateways.add(RunningMarketplace.on(directory.resolve("third"), settings));
    }

    @AfterEach
    void close() throws Exception {
        gateways.forEach(RunningMarketplace::close);
        provider.close();
        postgres.close();
    }

    @Test
    void aThousandCallersOfThreeGatewaysDoNotOverspendOneBudget() throws Exception {
        trade.consumer().budget(BUDGET.toPlainString());
        List<Integer> statuses = callAtOnce();
        assertThat(statuses).containsOnly(200, 402);
        // In the crowd calls are refused for what others have reserved; one after the other they find what is left.
        long served = statuses.stream().filter(status -> status == 200).count() + spendMoreThanHalf();
        await("everything is accounted for")
                .untilAsserted(() -> assertThat(trade.consumer().usage()).hasSize((int) served));

        assertThat(spent()).isLessThanOrEqualTo(BUDGET);
        JsonNode books =
                trade.administrator().rest().get("/api/v1/ledger/verification").expect(200);
        assertThat(books.path("inOrder").asBoolean()).as(books.toString()).isTrue();
    }

    /** How many calls it took. */
    private long spendMoreThanHalf() {
        AtomicLong served = new AtomicLong();
        await("more than half of the budget can be spent").until(() -> {
            gateways.forEach(gateway -> {
                if (new Calls(gateway, trade.chat(), trade.key().secret())
                                .chat("Hello over there")
                                .status()
                        == 200) {
                    served.incrementAndGet();
                }
            });
            return spent().compareTo(BUDGET.divide(BigDecimal.TWO)) > 0;
        });
        return served.get();
    }

    private BigDecimal spent() {
        return trade.consumer().usage().stream()
                .map(record -> new BigDecimal(record.at("/cost/amount").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Integer> callAtOnce() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Calls gateway = new Calls(
                        Rest.at(gateways.get(i % gateways.size()).address())
                                .as(trade.key().secret()),
                        trade.chat());
                calls.add(callers.submit(() -> gateway.chat("Hello over there").status()));
            }
            for (Future<Integer> call : calls) {
                statuses.add(call.get());
            }
        }
        return statuses;
    }

    /** Rates are counted by each gateway: together they let through three times as much at the most, and never more. */
    @Test
    void threeGatewaysLetThroughThreeTimesTheRateAtTheMost() throws Exception {
        int perSecond = 10;
        String plan = trade.administrator().plan("narrow", perSecond, 1_000_000_000L);
        trade.consumer()
                .rest()
                .get("/api/v1/subscriptions")
                .expect(200)
                .path("items")
                .forEach(subscription -> trade.consumer()
                        .rest()
                        .delete("/api/v1/subscriptions/"
                                + subscription.path("id").asText())
                        .expect(200));
        trade.consumer().subscribe(trade.chat(), plan);
        await("all gateways know the plan")
                .untilAsserted(() -> gateways.forEach(gateway -> assertThat(
                                new Calls(gateway, trade.chat(), trade.key().secret())
                                        .chat("Hello")
                                        .header("x-ratelimit-limit-requests"))
                        .isEqualTo(Integer.toString(perSecond))));

        long begun = System.nanoTime();
        long served = callAtOnce().stream().filter(status -> status == 200).count();
        double seconds = (System.nanoTime() - begun) / 1e9;

        assertThat(served).isPositive().isLessThanOrEqualTo((long) (3 * perSecond * (1 + seconds)) + 3);
    }

    @Test
    void aKeyThatIsRevokedIsRefusedByAllOfThem() {
        List<Calls> calls = gateways.stream()
                .map(gateway -> new Calls(gateway, trade.chat(), trade.key().secret()))
                .toList();
        calls.forEach(of -> of.chat("Hello").expect(200));

        trade.consumer().revoke(trade.key());

        await("all refuse")
                .atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> calls.forEach(of -> of.chat("Hello").expect(401)));
    }
}
