package dev.llmmarketplace.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.SocketClient;
import dev.llmmarketplace.gateway.fake.SocketProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WebSockets through a real server, from the JDK's client to a real provider. */
final class SocketTest {
    private static final long CENT = 10_000_000;
    private static final String REPORT = """
            {"type":"response.done","response":{"id":"r","usage":{"total_tokens":30,"input_tokens":20,"output_tokens":10}}}""";

    private final TestBed bed = new TestBed();
    private final SocketProvider provider = new SocketProvider(bed.vertx);
    private final HttpClient http = HttpClient.newHttpClient();
    private final CallableService talk = service("acme/talk", World.perRequest(CENT));
    private final SocketClient heard = new SocketClient();

    @AfterEach
    void close() {
        http.shutdownNow();
        provider.close();
        bed.close();
    }

    private CallableService service(String name, PriceBook prices) {
        CallableService service = bed.world.custom(name, provider.url(), Protocol.WEBSOCKET, prices);
        bed.world.subscribe(service, World.AMPLE);
        return service;
    }

    private static String path(CallableService service) {
        return "/api/v1/services/" + service.service() + "/invoke";
    }

    private WebSocket open(CallableService service) {
        return open(path(service), heard);
    }

    private WebSocket open(String path, SocketClient client) {
        return http.newWebSocketBuilder()
                .header("authorization", "Bearer " + bed.world.key)
                .buildAsync(URI.create("ws://127.0.0.1:" + bed.gateway.port() + path), client)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private int refusal(String path) {
        CompletionException failure =
                catchThrowableOfType(CompletionException.class, () -> open(path, new SocketClient()));
        if (failure.getCause() instanceof WebSocketHandshakeException refused) {
            return refused.getResponse().statusCode();
        }
        throw new AssertionError(failure);
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    @Test
    void messagesPassBothWays() throws Exception {
        WebSocket socket = open(talk);
        String large = "é".repeat(100_000);

        socket.sendText("Hello", true).join();
        assertThat(heard.text()).isEqualTo("Hello");
        socket.sendText(large, true).join();
        assertThat(heard.text()).isEqualTo(large);
        socket.sendBinary(ByteBuffer.wrap(new byte[1000]), true).join();
        assertThat(heard.binaryBytes(1000)).isEqualTo(1000);
        socket.sendText("in ", false).join();
        socket.sendText("pieces", true).join();
        assertThat(heard.text()).isEqualTo("in pieces");
    }

    @Test
    void theProviderGetsItsCredentialAndNothingOfTheCallers() throws Exception {
        open(talk).sendText("x", true).join();
        heard.text();

        SocketProvider.Opened opened = provider.opened().getFirst();
        assertThat(opened.uri()).isEqualTo("/talk");
        assertThat(opened.headers().get("x-key")).isEqualTo("provider-credential");
        assertThat(opened.headers().contains("authorization")).isFalse();
        assertThat(opened.headers().contains("x-marketplace-call-id")).isTrue();
    }

    @Test
    void aSessionIsOneRequestWithItsBytesAndDuration() throws Exception {
        WebSocket socket = open(talk);
        socket.sendText("Hello", true).join();
        heard.text();
        socket.sendClose(1000, "done").join();

        assertThat(heard.end().code()).isEqualTo(1000);
        UsageRecord record = record();
        assertThat(record.route()).isEqualTo("invoke");
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.upstreamStatus()).isEqualTo(101);
        assertThat(record.cost().nanos()).isEqualTo(CENT);
        assertThat(record.traffic()).isEqualTo(new Traffic(5, 5));
        assertThat(record.durationMicros()).isPositive();
    }

    @Test
    void reportedTokensAddUp() throws Exception {
        CallableService priced = service("acme/priced", World.perToken(World.DOLLAR));
        provider.does(socket -> socket.textMessageHandler(_ -> socket.writeTextMessage(REPORT)));
        WebSocket socket = open(priced);
        socket.sendText("one", true).join();
        heard.text();
        socket.sendText("two", true).join();
        heard.text();
        socket.sendClose(1000, "").join();

        UsageRecord record = record();
        assertThat(record.billed()).isEqualTo(Usage.of(40, 20));
        assertThat(record.reported()).isEqualTo(Usage.of(40, 20));
        assertThat(record.cost().nanos()).isEqualTo(60_000);
        assertThat(record.flags()).isEmpty();
    }

    @Test
    void aSpentBudgetEndsTheSessionWithACodeOfItsOwn() throws Exception {
        CallableService priced = service("acme/priced", World.perToken(World.DOLLAR));
        long budget = 1_400_000;
        bed.world.budget(budget);
        provider.does(socket -> socket.textMessageHandler(_ -> socket.writeTextMessage(REPORT)));
        WebSocket socket = open(priced);
        for (int i = 0; i < 60 && !socket.isOutputClosed(); i++) {
            socket.sendText("more", true).exceptionally(_ -> socket).join();
        }

        assertThat(heard.end().code()).isEqualTo(4402);
        assertThat(heard.end().reason()).startsWith("budget_exhausted");
        UsageRecord record = record();
        assertThat(record.outcome()).isEqualTo(Outcome.CUT_OFF);
        assertThat(record.cost().nanos()).isBetween(1L, budget);
    }

    @Test
    void codesAndReasonsOfClosingPass() {
        CompletableFuture<Short> told = new CompletableFuture<>();
        provider.does(socket -> socket.closeHandler(_ -> told.complete(socket.closeStatusCode())));
        open(talk).sendClose(4123, "enough").join();
        assertThat(told.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo((short) 4123);

        SocketClient second = new SocketClient();
        provider.does(socket -> socket.close((short) 4567, "go away"));
        open(path(talk), second);
        assertThat(second.end()).isEqualTo(new SocketClient.End(4567, "go away"));
    }

    @Test
    void aCallerThatHangsUpIsSettledAndTheProviderStopped() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        provider.does(socket -> socket.closeHandler(_ -> stopped.complete(null)));

        open(talk).abort();

        stopped.orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
        assertThat(record().cost().nanos()).isEqualTo(CENT);
    }

    @Test
    void aProviderThatHangsUpIsSettledAndTheCallerTold() {
        provider.does(socket -> socket.textMessageHandler(_ -> breakOff(socket)));
        WebSocket socket = open(talk);

        socket.sendText("now", true).join();

        assertThat(heard.end().code()).isEqualTo(1011);
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
    }

    /** Without the farewell that a library would say. */
    private static void breakOff(ServerWebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().channel().unsafe().closeForcibly();
    }

    @Test
    void whatGoesWrongBeforeTheOpeningHasAStatus() {
        CallableService foreign =
                bed.world.custom("acme/foreign", provider.url(), Protocol.WEBSOCKET, World.perRequest(CENT));
        CallableService dead =
                bed.world.custom("acme/dead", "ws://127.0.0.1:1/talk", Protocol.WEBSOCKET, World.perRequest(CENT));
        bed.world.subscribe(dead, World.AMPLE);
        CallableService noSocket = bed.world.custom(
                "acme/none",
                "ws://127.0.0.1:" + bed.provider.port() + "/nothing",
                Protocol.WEBSOCKET,
                World.perRequest(CENT));
        bed.world.subscribe(noSocket, World.AMPLE);

        assertThat(refusal(path(foreign))).isEqualTo(403);
        assertThat(refusal("/api/v1/services/acme%2Fnothing/invoke")).isEqualTo(404);
        assertThat(refusal(path(bed.service))).isEqualTo(422);
        assertThat(refusal(path(dead))).isEqualTo(502);
        assertThat(refusal(path(noSocket))).isEqualTo(502);
        assertThat(bed.gateway.records(2))
                .extracting(UsageRecord::outcome)
                .containsExactly(Outcome.UPSTREAM_FAILED, Outcome.UPSTREAM_ERROR);
        assertThat(bed.gateway.records(2)).allMatch(record -> record.cost().nanos() == 0);
    }

    @Test
    void aServiceOfSocketsTakesNoOtherRequests() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + bed.gateway.port() + path(talk)))
                .header("x-api-key", bed.world.key);

        assertThat(bed.gateway
                        .send(request.POST(BodyPublishers.noBody()).build())
                        .statusCode())
                .isEqualTo(422);
        assertThat(bed.gateway.send(request.GET().build()).body()).contains("Upgrade: websocket");
        assertThat(bed.gateway.send(request.DELETE().build()).statusCode()).isEqualTo(405);
    }

    @Test
    void aSessionHoldsItsSeat() {
        CallableService single =
                bed.world.custom("acme/single", provider.url(), Protocol.WEBSOCKET, World.perRequest(CENT));
        bed.world.subscribe(single, new Plan(PlanId.next(), "single", 100, 100, 0, 1));
        WebSocket first = open(single);

        assertThat(refusal(path(single))).isEqualTo(429);
        first.sendClose(1000, "").join();
        heard.end();
        bed.gateway.records(1);
        open(path(single), new SocketClient());
    }

    @Test
    void aSilentSessionIsEnded() {
        CallableService restless =
                bed.world.restless("acme/restless", provider.url(), Protocol.WEBSOCKET, Duration.ofMillis(200));
        bed.world.subscribe(restless, World.AMPLE);

        open(restless);

        assertThat(heard.end().code()).isEqualTo(4408);
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void browsersOfferTheirKeyAsASubprotocol() {
        WebSocket socket = http.newWebSocketBuilder()
                .subprotocols("realtime", "openai-insecure-api-key." + bed.world.key)
                .buildAsync(URI.create("ws://127.0.0.1:" + bed.gateway.port() + "/v1/realtime?model=acme/talk"), heard)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();

        assertThat(socket.getSubprotocol()).isEqualTo("realtime");
        SocketProvider.Opened opened = provider.opened().getFirst();
        assertThat(opened.uri()).isEqualTo("/talk?model=any");
        assertThat(opened.headers().get("sec-websocket-protocol")).isEqualTo("realtime");
    }

    @Test
    void aSlowReaderLosesNothing() throws Exception {
        int pieces = 2_000;
        int size = 10_000;
        provider.does(socket -> flood(socket, pieces, size));

        open(talk);

        assertThat(heard.binaryBytes((long) pieces * size)).isEqualTo((long) pieces * size);
    }

    private static void flood(ServerWebSocket socket, int left, int size) {
        int rest = left;
        while (rest > 0 && !socket.writeQueueFull()) {
            socket.writeBinaryMessage(Buffer.buffer(new byte[size]));
            rest--;
        }
        int remaining = rest;
        if (remaining > 0) {
            socket.drainHandler(_ -> flood(socket, remaining, size));
        }
    }

    @Test
    void aGatewayThatClosesSaysSo() throws Exception {
        WebSocket socket = open(talk);
        socket.sendText("x", true).join();
        heard.text();

        bed.gateway.gateway().close();

        assertThat(heard.end().code()).isEqualTo(1001);
        Awaitility.await().untilAsserted(() -> assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED));
    }
}
