package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services that allow it are asked twice when an answer is late: one answer, one bill. */
final class HedgeTest {
    private static final int ENOUGH_TO_LEARN = 32;
    private static final String HEDGED = ASK.replace("acme/chat", "acme/hedged");
    private static final String PATIENT = ASK.replace("acme/chat", "acme/patient");

    private final TestBed bed = new TestBed();
    private final FakeProvider spare = new FakeProvider(bed.vertx);
    private final AtomicInteger cancelled = new AtomicInteger();

    @BeforeEach
    void publish() {
        List<Endpoint> endpoints =
                List.of(World.endpoint("main", bed.provider.url(), 0, 1), World.endpoint("spare", spare.url(), 1, 1));
        bed.world.subscribe(bed.world.hedged("acme/hedged", endpoints), World.AMPLE);
        bed.world.subscribe(bed.world.service("acme/patient", World.DOLLAR, endpoints), World.AMPLE);
        spare.does((request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("from the spare", 20, 7)));
        for (int i = 0; i < ENOUGH_TO_LEARN; i++) {
            bed.gateway.post(CHAT, HEDGED);
        }
    }

    @AfterEach
    void close() {
        spare.close();
        bed.close();
    }

    /** The main endpoint keeps its callers waiting; whoever hangs up is counted. */
    private void stall() {
        bed.provider.does((request, _) -> request.connection().closeHandler(_ -> cancelled.incrementAndGet()));
    }

    private UsageRecord lastRecord() {
        List<UsageRecord> records = bed.gateway.records(ENOUGH_TO_LEARN + 1);
        assertThat(records).hasSize(ENOUGH_TO_LEARN + 1);
        return records.getLast();
    }

    @Test
    void theFirstAnswerCountsAndTheOtherRequestIsCancelled() {
        stall();

        HttpResponse<String> answer = bed.gateway.post(CHAT, HEDGED);

        assertThat(answer.body()).contains("from the spare");
        assertThat(answer.headers().firstValue("x-marketplace-attempts")).hasValue("2");
        await().until(() -> cancelled.get() == 1);
        assertThat(lastRecord().billed().totalTokens()).isEqualTo(27);
        assertThat(lastRecord().attempts()).isEqualTo(2);
        assertThat(bed.gateway.gateway().metrics().hedges()).isEqualTo(1);
    }

    @Test
    void aSecondRequestThatFailsDoesNoHarm() {
        spare.does((request, _) -> request.response().setStatusCode(503).end());
        bed.provider.does((request, _) -> bed.vertx.setTimer(
                1500, _ -> FakeProvider.json(request.response(), FakeProvider.chat("at last", 10, 3))));

        HttpResponse<String> answer = bed.gateway.post(CHAT, HEDGED);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("at last");
        assertThat(spare.received()).hasSize(1);
        assertThat(lastRecord().billed().totalTokens()).isEqualTo(13);
    }

    @Test
    void aFirstRequestThatFailsLeavesTheCallToTheSecond() {
        bed.provider.does((request, _) -> bed.vertx.setTimer(
                300, _ -> request.response().setStatusCode(502).end()));
        spare.does((request, _) -> bed.vertx.setTimer(
                600, _ -> FakeProvider.json(request.response(), FakeProvider.chat("from the spare", 20, 7))));

        HttpResponse<String> answer = bed.gateway.post(CHAT, HEDGED);

        assertThat(answer.body()).contains("from the spare");
        assertThat(spare.received()).hasSize(1);
        assertThat(lastRecord().attempts()).isEqualTo(2);
    }

    @Test
    void servicesThatDoNotAllowItAreAskedOnce() {
        bed.provider.does((request, _) -> bed.vertx.setTimer(
                1500, _ -> FakeProvider.json(request.response(), FakeProvider.chat("at last", 10, 3))));

        bed.gateway.post(CHAT, PATIENT);

        assertThat(spare.received()).isEmpty();
    }
}
