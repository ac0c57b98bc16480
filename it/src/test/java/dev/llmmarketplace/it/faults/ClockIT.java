package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Consumer;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock jumps, forth and back, by an hour and into another month, under a running marketplace. */
final class ClockIT {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String TINY = "0.0005";

    private SettableClock clock;
    private RunningProvider provider;
    private RunningMarketplace marketplace;
    private Trade trade;
    private Calls calls;
    /** Of calls that were served. */
    private final List<String> served = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path data) throws Exception {
        clock = SettableClock.create();
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>(Trade.allowing(provider));
        settings.putAll(clock.environment());
        marketplace = RunningMarketplace.on(data, settings);
        trade = Trade.open(marketplace, provider);
        calls = new Calls(marketplace, trade.chat(), trade.key().secret());
    }

    @AfterEach
    void close() throws Exception {
        marketplace.close();
        provider.close();
        clock.close();
    }

    @Test
    void callsLimitsKeysAndBooksStandAClockThatJumps() throws Exception {
        Calls poor = newcomer("hand-to-mouth", trade.administrator().generousPlan(), TINY);
        Calls slow = newcomer("slow", trade.administrator().plan("one-a-second", 1, 1_000_000_000L), "1000.00");
        Calls withExpiringKey = new Calls(marketplace, trade.chat(), expiringKey());
        spendAll(poor);
        withExpiringKey.chat("Hello").expect(200);

        assertThatAStreamDoesNotMindAJump();
        serve(calls);

        clock.set(untilNextMonth());
        serve(poor);
        assertThat(withExpiringKey
                        .chat("Hello")
                        .expect(401)
                        .at("/error/message")
                        .asText())
                .containsIgnoringCase("expired");

        clock.set(Duration.ZERO);
        assertThat(poor.chat("Hello").status()).as("the former month is spent").isEqualTo(402);
        withExpiringKey.chat("Hello").expect(200);
        assertThatKeysAreHeardOf();

        clock.set(HOUR.negated());
        serve(calls);
        await("rates go on as time does").until(() -> slow.chat("Hello").status() == 200);
        marketplace.kill();
        marketplace.restart();
        serve(calls);

        clock.set(Duration.ZERO);
        assertThatTheBooksAreInOrder();
    }

    private Calls newcomer(String slug, String plan, String budget) {
        Consumer consumer = trade.administrator().consumer(slug);
        consumer.subscribe(trade.chat(), plan);
        consumer.budget(budget);
        Calls theirs = new Calls(marketplace, trade.chat(), consumer.key("test").secret());
        await("the key of " + slug + " works")
                .until(() -> remembered(theirs.chat("Hello")).status() == 200);
        return theirs;
    }

    private Rest.Answer remembered(Rest.Answer answer) {
        if (answer.status() == 200) {
            served.add(answer.header("x-marketplace-call-id"));
        }
        return answer;
    }

    private void serve(Calls whose) {
        remembered(whose.chat("Hello")).expect(200);
    }

    private String expiringKey() {
        String key = trade.consumer()
                .rest()
                .post("/api/v1/keys", Map.of("name", "for a day", "expiresInDays", 1))
                .expect(201)
                .path("key")
                .asText();
        await("the key works")
                .until(() ->
                        new Calls(marketplace, trade.chat(), key).chat("Hello").status() == 200);
        return key;
    }

    private void spendAll(Calls whose) {
        await("the budget is spent")
                .until(() -> remembered(whose.chat("#tokens 30")).status() == 402);
    }

    private void assertThatAStreamDoesNotMindAJump() throws Exception {
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Rest.Text> stream = other.submit(() -> calls.stream("#tokens 60\n#pace 100ms"));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            clock.set(HOUR);
            assertThat(stream.get().body()).contains("[DONE]");
            String call = stream.get().header("x-marketplace-call-id");
            served.add(call);
            await("accounted for").until(() -> durationMillis(call) > 0);
            assertThat(durationMillis(call)).as("milliseconds").isLessThan(HOUR.toMillis() / 2);
        }
    }

    private long durationMillis(String call) throws SQLException {
        return number("SELECT coalesce(max(duration_micros), 0) / 1000 FROM usage_record WHERE call = '" + call + "'");
    }

    /** To a moment of the next month, by the calendar of the books. */
    private static Duration untilNextMonth() {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        return Duration.between(
                now,
                LocalDate.of(now.getYear(), now.getMonth(), 1).plusMonths(1).atTime(1, 0));
    }

    private void assertThatKeysAreHeardOf() {
        Consumer.Key key = trade.consumer().key("after the jump");
        Calls theirs = new Calls(marketplace, trade.chat(), key.secret());
        await("the key works").until(() -> remembered(theirs.chat("Hello")).status() == 200);
        trade.consumer().revoke(key);
        await("the key is refused").until(() -> remembered(theirs.chat("Hello")).status() == 401);
    }

    private void assertThatTheBooksAreInOrder() throws SQLException {
        for (String call : served) {
            await("accounted for")
                    .until(() -> number("SELECT count(*) FROM usage_record WHERE call = '" + call + "'") == 1);
        }
        assertThat(number(
                        "SELECT count(DISTINCT date_trunc('month', started_at AT TIME ZONE 'UTC')) FROM usage_record"))
                .as("months")
                .isEqualTo(2);
        assertThat(number("""
                SELECT count(*) FROM (
                    SELECT sum(u.cost_nanos) AS spent, b.nanos_per_month FROM usage_record u
                    JOIN budget b ON b.organisation = u.consumer
                    GROUP BY b.organisation, b.nanos_per_month, date_trunc('month', u.started_at AT TIME ZONE 'UTC')
                ) AS month WHERE spent > nanos_per_month
                """)).as("budgets overspent in a month").isZero();
        assertThat(number("""
                SELECT count(*) FROM usage_record u FULL JOIN ledger_transfer t ON t.id = u.call
                WHERE u.call IS NULL OR coalesce(t.nanos, 0) <> u.cost_nanos
                """)).as("transfers that do not match").isZero();
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = EmbeddedDatabase.connect(marketplace.data());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
