package dev.llmmarketplace.it.faults;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Calls;
import dev.llmmarketplace.it.trade.Publisher;
import dev.llmmarketplace.it.trade.Rest;
import dev.llmmarketplace.it.trade.Trade;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers that do not read, do not speak, stop in the middle or send without end: all are let go, none harms others. */
final class SlowCallerIT {
    private static final int MOST_CONNECTIONS = 400;
    private static final int IDLERS = 150;
    private static final int MOST_GROWTH_MEBIBYTES = 250;
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final Duration LITTLE = Duration.ofMillis(200);

    private static NastyUpstream upstream;
    private static RunningProvider provider;
    private static RunningMarketplace marketplace;
    private static Trade trade;
    private static Calls calls;
    private static String key;

    @BeforeAll
    static void open(@TempDir Path data) throws Exception {
        upstream = NastyUpstream.start(Map.of("#flood", SlowCallerIT::flood));
        provider = RunningProvider.start();
        Map<String, String> settings = new HashMap<>();
        settings.put("MARKETPLACE_OUTGOING_ALLOW", provider.authority() + "," + upstream.authority());
        settings.put("MARKETPLACE_UPSTREAM_BETWEEN_BYTES", "10s");
        settings.put("MARKETPLACE_HTTP_IDLE", IDLE.toSeconds() + "s");
        settings.put("MARKETPLACE_HTTP_ARRIVAL", "4s");
        settings.put("MARKETPLACE_HTTP_CONNECTIONS", "" + MOST_CONNECTIONS);
        settings.put("MARKETPLACE_JAVA_OPTS", "-Xmx256m");
        marketplace = RunningMarketplace.on(data, settings);
        trade = Trade.open(marketplace, provider);
        key = trade.key().secret();
        calls = new Calls(marketplace, trade.chat(), key);
        Publisher nasty = trade.administrator().publisher("nasty");
        trade.consumer()
                .subscribe(
                        nasty.publish("flood", upstream.address(), "anything"),
                        trade.administrator().generousPlan());
        await("the service is known")
                .until(() -> Rest.at(marketplace.address())
                                .as(key)
                                .get("/v1/models")
                                .body()
                                .path("data")
                                .size()
                        == 4);
    }

    @AfterAll
    static void close() throws Exception {
        marketplace.close();
        provider.close();
        upstream.close();
    }

    private static void flood(NastyUpstream.Wire wire) throws IOException {
        wire.send(NastyUpstream.EVENTS);
        byte[] event = NastyUpstream.chunk("x".repeat(10_000)).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        while (true) {
            wire.send(event);
        }
    }

    private static RawCaller caller() throws IOException {
        return new RawCaller(marketplace.address());
    }

    private static String chat(String model, String content, boolean stream) {
        return "{\"model\":\"%s\",\"stream\":%b,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(model, stream, content);
    }

    @Test
    void whoDoesNotReadIsNotReadForAndIsLetGo() throws Exception {
        long before = ResidentMemory.mebibytes(marketplace.program());
        List<RawCaller> idlers = new ArrayList<>();
        try {
            for (int i = 0; i < IDLERS; i++) {
                idlers.add(caller().post(key, chat("nasty/flood", "#flood", true)));
            }
            await("all are under way").until(() -> inFlight() >= IDLERS);

            calls.chat("Meanwhile").expect(200);

            await("all are let go").until(() -> inFlight() == 0);
            assertThat(ResidentMemory.mebibytes(marketplace.program()) - before)
                    .as("MiB more than before, of %d MiB that the provider could send", upstream.written() >> 20)
                    .isLessThan(MOST_GROWTH_MEBIBYTES);
            await("all are accounted for")
                    .until(() -> trade.consumer().usage().stream()
                                    .filter(record ->
                                            record.path("outcome").asText().equals("client_closed"))
                                    .count()
                            == IDLERS);
        } finally {
            for (RawCaller idler : idlers) {
                idler.close();
            }
        }
    }

    private static long inFlight() {
        return Rest.at(marketplace.address())
                .getText("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("marketplace_gateway_in_flight "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    @Test
    void connectionsOnWhichNothingIsAskedAreClosed() throws Exception {
        try (RawCaller silent = caller();
                RawCaller halfAHead = caller();
                RawCaller served = caller()) {
            served.post(key, chat(trade.chat(), "Hello", false));
            assertThat(served.readUntil("\"usage\"")).startsWith("HTTP/1.1 200");

            for (char letter : "POST /v1/chat/completions HTTP/1.1\r\nx-slow: ".toCharArray()) {
                try {
                    halfAHead.send(String.valueOf(letter));
                } catch (IOException closed) {
                    break;
                }
                LockSupport.parkNanos(LITTLE.toNanos());
            }

            assertThat(silent.ends()).as("the silent one").isTrue();
            assertThat(halfAHead.ends()).as("the one whose head never ends").isTrue();
            assertThat(served.ends()).as("the one that was kept alive").isTrue();
        }
    }

    @Test
    void aCallThatTakesLongerIsNotTakenForAnIdleConnection() {
        calls.chat("#delay " + IDLE.multipliedBy(3).toMillis() + "ms").expect(200);
    }

    @Test
    void aBodyThatDripsIsATimeout() throws Exception {
        try (RawCaller dripping = caller().head(key, 500).send("{")) {
            for (int i = 0; i < 60; i++) {
                try {
                    dripping.send(" ");
                } catch (IOException closed) {
                    break;
                }
                LockSupport.parkNanos(LITTLE.toNanos());
            }

            assertThat(dripping.readUntil("request_timeout")).startsWith("HTTP/1.1 408");
            assertThat(dripping.ends()).isTrue();
        }
    }

    @Test
    void aBodyWithoutEndIsRefusedAndItsConnectionEnds() throws Exception {
        String piece = Integer.toHexString(1 << 20) + "\r\n" + " ".repeat(1 << 20) + "\r\n";
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
                + "transfer-encoding: chunked\r\nauthorization: Bearer ";
        try (RawCaller flooding = caller().send(head + key + "\r\n\r\n")) {
            assertThat(sendUntilClosed(flooding, piece)).as("MiB").isGreaterThan(30);
        }
        try (RawCaller nobody = caller().send(head + "mk_nobody\r\n\r\n")) {
            assertThat(sendUntilClosed(nobody, piece)).as("MiB").isPositive();
        }
        try (RawCaller flooding = caller().send(head + key + "\r\n\r\n")) {
            for (int mebibyte = 0; mebibyte < 33; mebibyte++) {
                flooding.send(piece);
            }
            assertThat(flooding.readUntil("payload_too_large")).startsWith("HTTP/1.1 413");
        }
    }

    /** Pieces that went before the other side had closed the connection. */
    private static int sendUntilClosed(RawCaller caller, String piece) {
        int sent = 0;
        try {
            for (long until = System.nanoTime() + Duration.ofMinutes(1).toNanos(); System.nanoTime() < until; sent++) {
                caller.send(piece);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } catch (IOException closed) {
            return sent;
        }
        throw new AssertionError("still open after " + sent + " pieces");
    }

    @Test
    void headersWithoutEndAreRefusedInTheShapeOfTheDialect() throws Exception {
        try (RawCaller caller = caller().send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\n")
                .send("x-flood: " + "y".repeat(33 * 1024))) {
            String answer = caller.readUntil("headers_too_large");

            assertThat(answer).startsWith("HTTP/1.1 431").contains("{\"error\":{");
            assertThat(caller.ends()).isTrue();
        }
        try (RawCaller caller = caller().send("GET /" + "y".repeat(9 * 1024))) {
            assertThat(caller.readUntil("address_too_long"))
                    .matches("(?s)HTTP/1.. 414.*")
                    .contains("application/problem+json");
        }
        try (RawCaller caller = caller().send("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
            assertThat(caller.readUntil("malformed_request")).matches("(?s)HTTP/1.. 400.*");
        }
    }

    @Test
    void tooManyConnectionsAreTurnedAwayAndThereIsRoomAgainAfterThem() throws Exception {
        List<RawCaller> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS + 50; i++) {
                crowd.add(caller());
            }
            assertThat(crowd.getLast().ends()).as("the last").isTrue();
        } finally {
            for (RawCaller one : crowd) {
                one.close();
            }
        }
        await("there is room again")
                .ignoreExceptions()
                .until(() -> calls.chat("After the crowd").status() == 200);
    }
}
