package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rates, seats, quotas and budgets under load. */
final class LimitTest {
    private final TestBed bed = new TestBed();

    @AfterEach
    void close() {
        bed.close();
    }

    private Subscription plan(int perSecond, int burst, long tokens, int seats) {
        bed.world.subscriptions.all().forEach(old -> bed.world.subscriptions.remove(old.id()));
        return bed.world.subscribe(bed.service, new Plan(PlanId.next(), "plan", perSecond, burst, tokens, seats));
    }

    private HttpRequest ask(String body) {
        return bed.gateway
                .request(CHAT)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private List<HttpResponse<String>> askAtOnce(int callers, String body) {
        List<CompletableFuture<HttpResponse<String>>> asking = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            asking.add(bed.gateway.sendLater(ask(body)));
        }
        return asking.stream().map(CompletableFuture::join).toList();
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    @Test
    void theBurstIsServedAndTheRestIsTold() {
        plan(1, 5, 0, 0);
        List<HttpResponse<String>> answers = askAtOnce(8, ASK);

        assertThat(count(answers, 200)).isBetween(5L, 6L);
        HttpResponse<String> refused = answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(refused.body()).contains("\"code\":\"rate_limited\"");
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
        assertThat(refused.headers().firstValue("retry-after-ms")).isPresent();
        assertThat(refused.headers().firstValue("x-ratelimit-remaining-requests"))
                .hasValue("0");
        assertThat(refused.headers().firstValue("ratelimit-policy")).hasValue("\"requests\";q=5;w=5");
    }

    @Test
    void seatsAreLeftAgain() {
        plan(1000, 1000, 0, 2);
        ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();
        bed.provider.does((request, _) -> waiting.add(request));
        CompletableFuture<HttpResponse<String>> first = bed.gateway.sendLater(ask(ASK));
        CompletableFuture<HttpResponse<String>> second = bed.gateway.sendLater(ask(ASK));
        await().until(() -> waiting.size() == 2);

        assertThat(bed.gateway.post(CHAT, ASK).body()).contains("\"code\":\"concurrency_limited\"");
        waiting.forEach(request -> FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1)));
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x", 1, 1)));
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void aThousandCallersAtOnceNeverSpendMoreThanTheBudget() {
        long budget = 1_500_000;
        bed.world.budget(budget);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 50, 50)));
        String ask = ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\"");
        List<HttpResponse<String>> answers = askAtOnce(1000, ask);

        long served = count(answers, 200);
        assertThat(count(answers, 402)).isEqualTo(1000 - served);
        List<UsageRecord> records = bed.gateway.records((int) served);
        assertThat(records).hasSize((int) served);
        long spent = records.stream().mapToLong(record -> record.cost().nanos()).sum();
        assertThat(spent).isLessThanOrEqualTo(budget).isGreaterThanOrEqualTo(100_000);
    }

    /** Twenty maximal answers cost four times the budget. */
    @Test
    void twentyCallsInFlightWithShortAnswersAreAllServed() {
        long maximum = 5_000_000_000L;
        bed.world.budget(5 * maximum);
        CallableService dear = bed.world.service(
                "acme/dear", bed.provider.url(), Rates.perMillionTokens(0, maximum * 1_000_000 / 4096));
        bed.world.subscribe(dear, World.AMPLE);
        bed.provider.does((request, _) -> bed.vertx.setTimer(
                100, _ -> FakeProvider.json(request.response(), FakeProvider.chat("short", 10, 40))));

        List<HttpResponse<String>> answers = askAtOnce(20, ASK.replace("acme/chat", "acme/dear"));

        assertThat(count(answers, 200)).isEqualTo(20);
        assertThat(bed.gateway.records(20).stream()
                        .mapToLong(record -> record.cost().nanos())
                        .sum())
                .isLessThanOrEqualTo(5 * maximum);
    }

    /** Once it is known how short answers are, all twenty are with the provider at the same time. */
    @Test
    void twentyCallsAreInFlightTogetherOnceAnswersAreKnown() {
        long maximum = 5_000_000_000L;
        CallableService dear = bed.world.service(
                "acme/dear", bed.provider.url(), Rates.perMillionTokens(0, maximum * 1_000_000 / 4096));
        bed.world.subscribe(dear, World.AMPLE);
        String ask = ASK.replace("acme/chat", "acme/dear");
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("short", 10, 40)));
        askAtOnce(200, ask);
        bed.world.budget(5 * maximum);
        ConcurrentLinkedQueue<HttpServerRequest> waiting = new ConcurrentLinkedQueue<>();
        bed.provider.does((request, _) -> waiting.add(request));
        List<CompletableFuture<HttpResponse<String>>> asking = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asking.add(bed.gateway.sendLater(ask(ask)));
        }

        await().until(() -> waiting.size() == 20);
        waiting.forEach(request -> FakeProvider.json(request.response(), FakeProvider.chat("short", 10, 40)));
        assertThat(asking)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void aBudgetIsUsedUpAlmostWholly() {
        bed.world.budget(1_500_000);
        bed.provider.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("word", 50, 50)));
        String ask = ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\"");
        int served = 0;
        while (bed.gateway.post(CHAT, ask).statusCode() == 200) {
            served++;
        }

        assertThat(served).isBetween(10, 15);
    }

    @Test
    void aCallIsHeldToWhatIsLeftOfTheQuota() {
        plan(1000, 1000, 3000, 0);
        bed.gateway.post(CHAT, ASK);

        assertThat(bed.provider.received().getFirst().body()).containsPattern("\"max_tokens\":\\d+,");
        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aProviderThatGoesBeyondItsBoundBearsTheExcess() {
        bed.provider.does(
                (request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x".repeat(5000), 10, 5000)));
        bed.gateway.post(CHAT, ASK.replace("\"messages\"", "\"max_tokens\":100,\"messages\""));

        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.billed().answerTokens()).isEqualTo(100);
        assertThat(record.flags()).containsExactly(UsageRecord.Flag.BOUND_EXCEEDED);
    }

    @Test
    void aStreamIsCutOffWhenTheBudgetIsSpent() {
        bed.world.budget(1_500_000);
        AtomicInteger events = new AtomicInteger();
        bed.provider.does((request, _) -> {
            var response = FakeProvider.events(request.response());
            bed.vertx.setPeriodic(1, timer -> {
                if (response.closed()) {
                    bed.vertx.cancelTimer(timer);
                } else {
                    events.incrementAndGet();
                    response.write(FakeProvider.chunk("a few words in four"));
                }
            });
        });
        HttpResponse<String> answer = bed.gateway.post(CHAT, ASK_STREAM);

        assertThat(answer.body()).contains("\"code\":\"budget_exhausted\"").doesNotContain("[DONE]");
        UsageRecord record = bed.gateway.records(1).getFirst();
        assertThat(record.outcome()).isEqualTo(Outcome.CUT_OFF);
        assertThat(record.cost().nanos()).isLessThanOrEqualTo(1_500_000).isGreaterThan(500_000);
    }

    @Test
    void whatIsLeasedIsGivenBackAtTheEnd() {
        Subscription subscription = plan(1000, 1000, 1_000_000, 0);
        bed.world.budget(10_000_000_000L);
        askAtOnce(50, ASK);
        List<UsageRecord> records = bed.gateway.records(50);
        Account tokens = Account.tokens(subscription.id(), records.getFirst().startedAt());
        Account money = Account.money(bed.world.consumer, records.getFirst().startedAt());
        bed.gateway.close();

        assertThat(bed.world.allowance.gone(tokens)).isEqualTo(50 * 13);
        assertThat(bed.world.allowance.gone(money)).isEqualTo(50 * 13_000);
    }

    @Test
    void aRevokedKeyStopsWorkingAtOnce() {
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(200);
        bed.world.revoke(bed.world.key);
        assertThat(bed.gateway.post(CHAT, ASK).statusCode()).isEqualTo(401);
    }
}
