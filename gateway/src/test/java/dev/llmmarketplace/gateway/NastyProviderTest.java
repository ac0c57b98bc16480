package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static dev.llmmarketplace.gateway.fake.TestBed.ASK_STREAM;
import static dev.llmmarketplace.gateway.fake.TestBed.CHAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RawClient;
import dev.llmmarketplace.gateway.fake.RawProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.forward.Upstreams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that stall, drip, flood and lie, on bare sockets: a typed error in bounded time and bounded memory. */
final class NastyProviderTest {
    private static final String NASTY = ASK.replace("acme/chat", "acme/nasty");
    private static final String NASTY_STREAM = ASK_STREAM.replace("acme/chat", "acme/nasty");
    private static final String JSON = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    private static final String EVENTS = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    private static final int MEGABYTE = 1 << 20;

    private final TestBed bed = new TestBed(settings -> settings.withUpstreams(new Upstreams.Settings(
            Duration.ofSeconds(1),
            Duration.ofMillis(700),
            Duration.ofSeconds(3),
            Duration.ofMillis(800),
            Duration.ofSeconds(30),
            10)));

    private final CountDownLatch end = new CountDownLatch(1);
    private @Nullable RawProvider nasty;

    @AfterEach
    void close() {
        end.countDown();
        if (nasty != null) {
            nasty.close();
        }
        bed.close();
    }

    private RawProvider provider(RawProvider.Behaviour behaviour) {
        RawProvider made = new RawProvider(behaviour);
        nasty = made;
        bed.world.subscribe(bed.world.service("acme/nasty", made.url(), World.DOLLAR), World.AMPLE);
        return made;
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    /** Until the test is over, or for so long. */
    private boolean goesOn(long millis) throws InterruptedException {
        return !end.await(millis, TimeUnit.MILLISECONDS);
    }

    private void assertTimedOut(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"upstream_timeout\"");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_TIMEOUT);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void anAnswerThatDripsByteByByteEndsWithTheTotalTime() {
        provider(wire -> {
            wire.send(JSON + "content-length: 100000\r\n\r\n{");
            while (goesOn(100)) {
                wire.send(" ");
            }
        });

        assertTimedOut(bed.gateway.post(CHAT, NASTY));
    }

    @Test
    void aStreamThatDripsEndsWithATypedError() {
        provider(wire -> {
            wire.send(EVENTS + FakeProvider.chunk("so"));
            while (goesOn(100)) {
                wire.send(":");
            }
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY_STREAM);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("so")
                .contains("\"code\":\"upstream_timeout\"")
                .doesNotContain("[DONE]");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_TIMEOUT);
    }

    @Test
    void aStreamThatGoesSilentEndsWithATypedError() {
        provider(wire -> {
            wire.send(EVENTS + FakeProvider.chunk("so"));
            wire.hold();
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY_STREAM);

        assertThat(answer.body()).contains("so").contains("\"code\":\"upstream_timeout\"");
    }

    @Test
    void aStreamOfUnknownLengthThatIsResetEndsWithATypedError() {
        provider(wire -> {
            wire.send(EVENTS + FakeProvider.chunk("Hello"));
            goesOn(200);
            wire.reset();
        });

        String body = bed.gateway.post(CHAT, NASTY_STREAM).body();

        assertThat(body)
                .contains("Hello")
                .contains("\"code\":\"upstream_failed\"")
                .doesNotContain("[DONE]");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    @Test
    void aServiceMayPromiseShorterTimes() {
        RawProvider silent = provider(wire -> wire.hold());
        var impatient = bed.world.impatient("acme/hasty", silent.url(), Duration.ofMillis(300));
        bed.world.subscribe(impatient, World.AMPLE);

        assertTimedOut(bed.gateway.post(CHAT, ASK.replace("acme/chat", "acme/hasty")));
        assertThat(silent.connections()).as("silence is not repeated").isEqualTo(1);
    }

    @Test
    void endlessHeadersAreCutOff() {
        RawProvider provider = provider(wire -> {
            wire.send(JSON);
            for (int i = 0; goesOn(0); i++) {
                wire.send("x-" + i + ": " + "y".repeat(1000) + "\r\n");
            }
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY);

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(provider.written()).isLessThan(30 * MEGABYTE);
    }

    @Test
    void endlessInformationIsNoAnswer() {
        provider(wire -> {
            while (goesOn(20)) {
                wire.send("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
            }
        });

        assertThat(bed.gateway.post(CHAT, NASTY).statusCode()).isEqualTo(504);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 2OO OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n",
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{}",
                ""
            })
    void whatIsNoWholeAnswerIsABadGateway(String bytes) {
        provider(wire -> wire.send(bytes));

        assertThat(bed.gateway.post(CHAT, NASTY).statusCode()).isEqualTo(502);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void aResetIsRepeatedAndThenABadGateway() {
        RawProvider provider = provider(RawProvider.Wire::reset);

        assertThat(bed.gateway.post(CHAT, NASTY).statusCode()).isEqualTo(502);
        assertThat(provider.connections()).isEqualTo(3);
        assertThat(record().attempts()).isEqualTo(3);
    }

    @Test
    void aHundredMegabytesPassThrough() {
        String piece = " ".repeat(MEGABYTE);
        provider(wire -> {
            wire.send(JSON + "content-length: " + 100L * MEGABYTE + "\r\n\r\n{\"pad\":\"");
            for (int i = 0; i < 99; i++) {
                wire.send(piece);
            }
            wire.send(" ".repeat(MEGABYTE - 10) + "\"}");
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY);

        assertThat(answer.body()).hasSize(100 * MEGABYTE);
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatACallerDoesNotReadIsNotReadFromTheProviderAndEndsTheCall(boolean streamed) {
        String event = FakeProvider.chunk("x".repeat(10_000));
        RawProvider provider = provider(wire -> {
            wire.send(streamed ? EVENTS : JSON + "\r\n");
            while (goesOn(0)) {
                wire.send(event);
            }
        });
        try (RawClient caller = bed.gateway.connect()) {
            caller.post(CHAT, bed.world.key, streamed ? NASTY_STREAM : NASTY);

            assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        }
        assertThat(provider.written()).isLessThan(64 * MEGABYTE);
    }

    @Test
    void anErrorOfAHundredMegabytesIsNotKept() {
        String piece = " ".repeat(MEGABYTE);
        provider(wire -> {
            wire.send("HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\n\r\n{\"error\":");
            for (int i = 0; i < 100; i++) {
                wire.send(piece);
            }
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().length()).isLessThan(MEGABYTE);
    }

    @Test
    void commentsWithoutEndAreNotHeldForEver() {
        String comments = (":" + "x".repeat(1000) + "\n\n").repeat(100);
        provider(wire -> {
            wire.send(EVENTS);
            for (int i = 0; i < 50; i++) {
                wire.send(comments);
            }
            wire.send(FakeProvider.chunk("hi") + "data: [DONE]\n\n");
        });

        HttpResponse<String> answer = bed.gateway.post(CHAT, NASTY_STREAM);

        assertThat(answer.body()).contains("hi").endsWith("data: [DONE]\n\n");
        assertThat(answer.body().length()).isGreaterThan(4 * MEGABYTE);
    }

    @Test
    void aCallerWhoStopsInTheMiddleOfTheBodyIsSentAway() {
        try (RawClient caller = bed.gateway.connect()) {
            caller.head(
                    "POST " + CHAT + " HTTP/1.1",
                    "host: x",
                    "authorization: Bearer " + bed.world.key,
                    "content-type: application/json",
                    "content-length: 500");
            caller.send("{\"model\":");

            assertThat(caller.readUntil("request_timeout")).startsWith("HTTP/1.1 408 ");
        }
        assertThat(bed.provider.received()).isEmpty();
        await().until(() -> bed.gateway.gateway().metrics().inFlight() == 0);
    }
}
