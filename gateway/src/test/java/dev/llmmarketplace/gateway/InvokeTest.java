package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.TestBed.ASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.gateway.fake.FakeProvider;
import dev.llmmarketplace.gateway.fake.RunningGateway;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services of any shape, addressed by their id or name. */
final class InvokeTest {
    private static final long CENT = 10_000_000;
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, (byte) 0xff};

    private final TestBed bed = new TestBed();
    private CallableService scan;

    @BeforeEach
    void publish() {
        scan = bed.world.custom(
                "acme/scan",
                "http://127.0.0.1:" + bed.provider.port() + "/scan/it",
                Protocol.REST,
                World.perRequest(CENT));
        bed.world.subscribe(scan, World.AMPLE);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private static String path(Object service) {
        return "/api/v1/services/" + service + "/invoke";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.gateway.port() + path))
                .header("authorization", "Bearer " + bed.world.key);
    }

    private HttpResponse<String> post(String path, String type, byte[] body) {
        return bed.gateway.send(request(path)
                .header("content-type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    @Test
    void bodiesOfAnyKindPassAsTheyAreBothWays() throws Exception {
        bed.provider.does((request, body) -> request.response()
                .putHeader("content-type", "image/png")
                .putHeader("set-cookie", "a=b")
                .end(body));

        HttpResponse<byte[]> answer;
        try (HttpClient client = HttpClient.newHttpClient()) {
            answer = client.send(
                    request(path(scan.service()))
                            .header("content-type", "image/png")
                            .header("accept", "image/png, image/webp")
                            .POST(BodyPublishers.ofByteArray(PICTURE))
                            .build(),
                    BodyHandlers.ofByteArray());
        }

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PICTURE);
        assertThat(answer.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        FakeProvider.Received received = bed.provider.received().getFirst();
        assertThat(received.path()).isEqualTo("/scan/it");
        assertThat(received.headers().get("content-type")).isEqualTo("image/png");
        assertThat(received.headers().get("accept")).isEqualTo("image/png, image/webp");
        assertThat(received.headers().get("x-key")).isEqualTo("provider-credential");
        assertThat(received.headers().contains("authorization")).isFalse();
    }

    @Test
    void aCallIsMeteredByRequestBytesAndDuration() {
        HttpResponse<String> answer = post(path(scan.service()), "image/png", PICTURE);

        assertThat(answer.headers().firstValue("x-marketplace-cost")).hasValue("0.01");
        assertThat(answer.headers().firstValue("x-marketplace-cost-breakdown")).hasValue("requests=0.01");
        assertThat(answer.headers().firstValue("x-marketplace-usage").orElse(""))
                .startsWith("requests=1");
        assertThat(answer.headers().firstValue("x-marketplace-currency")).hasValue("USD");
        assertThat(answer.headers().firstValue("x-marketplace-duration-ms")).isPresent();
        assertThat(answer.headers().firstValue("x-marketplace-version")).hasValue("acme/scan@1.0.0");
        UsageRecord record = record();
        assertThat(record.route()).isEqualTo("invoke");
        assertThat(record.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record.cost().nanos()).isEqualTo(CENT);
        assertThat(record.traffic())
                .isEqualTo(new Traffic(PICTURE.length, answer.body().length()));
        assertThat(record.durationMicros()).isPositive();
    }

    private void reporting(int input, int output) {
        bed.provider.does((request, _) -> request.response()
                .putHeader("x-usage-input-tokens", Integer.toString(input))
                .putHeader("x-usage-output-tokens", Integer.toString(output))
                .end());
    }

    private CallableService subscribed(String name, long tokensPerMonth) {
        CallableService service = bed.world.custom(
                name, "http://127.0.0.1:" + bed.provider.port() + "/scan", Protocol.REST, World.perRequest(CENT));
        bed.world.subscribe(service, new Plan(PlanId.next(), "monthly", 100, 100, tokensPerMonth, 0));
        return service;
    }

    @Test
    void reportedTokensWithoutAPriceCountAgainstTheQuotaFromTheFirstCallOn() {
        CallableService service = subscribed("acme/monthly", 1_000_000);
        reporting(700, 30);

        HttpResponse<String> answer = post(path(service.service()), "image/png", new byte[1000]);

        assertThat(answer.headers().firstValue("x-marketplace-usage")).hasValue("requests=1, input=700, output=30");
        assertThat(answer.headers().firstValue("x-marketplace-usage-exceeds")).isEmpty();
        assertThat(record().billed()).isEqualTo(Usage.of(700, 30));
        assertThat(record().flags()).isEmpty();
        assertThat(record().cost().nanos()).isEqualTo(CENT);
    }

    @Test
    void reportedTokensBeyondTheQuotaAreShownAndFlaggedAndNotTaken() {
        CallableService service = subscribed("acme/tight", 100);
        reporting(700, 30);

        HttpResponse<String> answer = post(path(service.service()), "image/png", new byte[1000]);

        assertThat(answer.headers().firstValue("x-marketplace-usage")).hasValue("requests=1, input=700, output=30");
        assertThat(answer.headers().firstValue("x-marketplace-usage-exceeds")).hasValue("covered");
        assertThat(record().reported()).isEqualTo(Usage.of(700, 30));
        assertThat(record().billed().totalTokens()).isLessThanOrEqualTo(100);
        assertThat(record().flags()).containsExactly(Flag.BOUND_EXCEEDED);
        assertThat(record().cost().nanos()).isEqualTo(CENT);
    }

    @Test
    void reportedTokensThatCostMoneyAreNotChargedBeyondTheBudget() {
        CallableService priced = bed.world.custom(
                "acme/priced",
                "http://127.0.0.1:" + bed.provider.port() + "/scan",
                Protocol.REST,
                World.perToken(World.DOLLAR));
        bed.world.subscribe(priced, World.AMPLE);
        long budget = 2_500_000;
        bed.world.budget(budget);
        bed.provider.does((request, _) -> request.response()
                .putHeader("x-usage-input-tokens", "700")
                .putHeader("x-usage-output-tokens", "30000")
                .end(Buffer.buffer(new byte[40_000])));

        post(path(priced.service()), "image/png", new byte[1000]);

        assertThat(record().reported()).isEqualTo(Usage.of(700, 30_000));
        assertThat(record().cost().nanos()).isBetween(1L, budget);
        assertThat(record().flags()).contains(Flag.BOUND_EXCEEDED);
    }

    @Test
    void tokensThatTheAnswerReportsAreCounted() {
        post(path(scan.service()), "application/json", "{}".getBytes(UTF_8));

        assertThat(record().billed()).isEqualTo(Usage.of(10, 3));
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void aProviderMayReportTokensInHeaders() {
        bed.provider.does((request, _) -> request.response()
                .putHeader("content-type", "application/octet-stream")
                .putHeader("x-usage-input-tokens", "12")
                .putHeader("x-usage-output-tokens", "5")
                .end(Buffer.buffer(PICTURE)));

        post(path(scan.service()), "application/octet-stream", PICTURE);

        assertThat(record().reported()).isEqualTo(Usage.of(12, 5));
    }

    @Test
    void withoutTokensAndTokenPricesNothingIsEstimated() {
        bed.provider.does((request, _) -> request.response().end("done"));

        post(path(scan.service()), "text/plain", "a long text that nobody counts".getBytes(UTF_8));

        assertThat(record().billed()).isEqualTo(Usage.NONE);
        assertThat(record().flags()).isEmpty();
    }

    @Test
    void textOfATokenPricedServiceIsEstimatedWhenNothingIsReported() {
        CallableService words = bed.world.custom(
                "acme/words",
                "http://127.0.0.1:" + bed.provider.port() + "/words",
                Protocol.REST,
                World.perToken(World.DOLLAR));
        bed.world.subscribe(words, World.AMPLE);
        bed.provider.does((request, _) ->
                request.response().putHeader("content-type", "text/plain").end("12345678"));

        post(path(words.service()), "text/plain", "1234567890123456".getBytes(UTF_8));

        assertThat(record().billed()).isEqualTo(Usage.of(4, 2));
        assertThat(record().flags()).containsExactly(Flag.ESTIMATED);
    }

    @Test
    void piecesOfAnAnswerArriveBeforeItsEnd() throws Exception {
        java.util.concurrent.CountDownLatch first = new java.util.concurrent.CountDownLatch(1);
        bed.provider.does((request, _) -> {
            request.response().setChunked(true).putHeader("content-type", "application/x-ndjson");
            request.response().write("{\"n\":1}\n");
            bed.vertx
                    .executeBlocking(() -> first.await(20, java.util.concurrent.TimeUnit.SECONDS))
                    .onSuccess(_ -> request.response().end("{\"n\":2}\n"));
        });

        try (HttpClient client = HttpClient.newHttpClient()) {
            InputStream stream = client.send(
                            request(path(scan.service()))
                                    .POST(BodyPublishers.ofString("go"))
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .body();
            assertThat(stream.readNBytes(8)).isEqualTo("{\"n\":1}\n".getBytes(UTF_8));
            first.countDown();
            assertThat(stream.readAllBytes()).isEqualTo("{\"n\":2}\n".getBytes(UTF_8));
        }
    }

    @Test
    void aServiceIsAddressedByItsIdOrNameWithOrWithoutAVersion() {
        for (String path : List.of(
                path(scan.service()),
                path(scan.service() + "@1.0.0"),
                path("acme%2Fscan"),
                path("acme%2Fscan@1.0.0"),
                path("by-name/acme/scan"),
                path("by-name/acme/scan@1.0.0"))) {
            assertThat(post(path, "text/plain", PICTURE).statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of(
                path("acme%2Fnothing"),
                path(scan.service() + "@2.0.0"),
                path(bed.world.consumer),
                path("by-name/acme"))) {
            assertThat(post(path, "text/plain", PICTURE).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void refusalsAreProblemDocuments() {
        HttpResponse<String> unknown = post(path("acme%2Fnothing"), "text/plain", PICTURE);

        assertThat(unknown.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(unknown.body())
                .contains(
                        "\"code\":\"not_found\"",
                        "\"status\":404",
                        "\"nextStep\":",
                        "\"instance\":\"/api/v1/services/");
        CallableService other = bed.world.custom(
                "acme/other", "http://127.0.0.1:" + bed.provider.port(), Protocol.REST, World.perRequest(CENT));
        assertThat(post(path(other.service()), "text/plain", PICTURE).body()).contains("\"code\":\"not_subscribed\"");
        HttpResponse<String> anonymous = bed.gateway.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.gateway.port() + path(scan.service())))
                        .POST(BodyPublishers.noBody())
                        .build());
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(bed.gateway.send(request(path(scan.service())).GET().build()).statusCode())
                .isEqualTo(405);
        assertThat(bed.provider.received()).isEmpty();
    }

    @Test
    void scopesOfKeysHold() {
        String key = bed.world
                .key(new ApiKey.Scopes(Set.of(), Set.of("chat.completions")), null)
                .reveal();

        HttpResponse<String> refused = bed.gateway.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + bed.gateway.port() + path(scan.service())))
                        .header("x-api-key", key)
                        .POST(BodyPublishers.noBody())
                        .build());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("do not include 'invoke'");
    }

    @Test
    void aServiceOfAKnownDialectGetsItsNativeBody() {
        String bare = "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        post(path(bed.service.service()), "application/json", bare.getBytes(UTF_8));
        post(
                path(bed.service.service()),
                "application/json",
                ASK.replace("acme/chat", "anything").getBytes(UTF_8));

        assertThat(bed.provider.received())
                .extracting(FakeProvider.Received::path)
                .containsOnly("/v1/chat/completions");
        assertThat(bed.provider.received().getFirst().body())
                .isEqualTo("{\"model\":\"upstream-model\"," + bare.substring(1));
        assertThat(bed.provider.received().getLast().body()).isEqualTo(ASK.replace("acme/chat", "upstream-model"));
        assertThat(bed.gateway.records(2)).extracting(UsageRecord::route).containsOnly("chat.completions");
    }

    @Test
    void limitsAndBudgetsHold() {
        bed.world.budget(CENT + CENT / 2);
        assertThat(post(path(scan.service()), "text/plain", PICTURE).statusCode())
                .isEqualTo(200);

        HttpResponse<String> refused = post(path(scan.service()), "text/plain", PICTURE);

        assertThat(refused.statusCode()).isEqualTo(402);
        assertThat(refused.body()).contains("\"code\":\"budget_exhausted\"");
    }

    @Test
    void ratesOfThePlanHold() {
        CallableService rare = bed.world.custom(
                "acme/rare", "http://127.0.0.1:" + bed.provider.port(), Protocol.REST, World.perRequest(CENT));
        bed.world.subscribe(rare, new Plan(PlanId.next(), "rare", 1, 1, 0, 0));
        assertThat(post(path(rare.service()), "text/plain", PICTURE).statusCode())
                .isEqualTo(200);

        HttpResponse<String> refused = post(path(rare.service()), "text/plain", PICTURE);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void errorsOfTheProviderPassAsTheyAre() {
        bed.provider.does((request, _) -> request.response()
                .setStatusCode(422)
                .putHeader("content-type", "text/plain")
                .end("not a picture"));

        HttpResponse<String> answer = post(path(scan.service()), "image/png", PICTURE);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("not a picture");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneAgain() {
        bed.provider.does((request, _) -> request.connection().close());

        assertThat(post(path(scan.service()), "text/plain", PICTURE).statusCode())
                .isEqualTo(502);
        assertThat(bed.provider.received()).hasSize(1);
    }

    @Test
    void aRepeatedIdempotencyKeyNamesOneServiceAndBody() {
        CallableService other = bed.world.custom(
                "acme/other", "http://127.0.0.1:" + bed.provider.port(), Protocol.REST, World.perRequest(CENT));
        bed.world.subscribe(other, World.AMPLE);
        assertThat(idempotent(scan).headers().firstValue("idempotent-replayed")).isEmpty();

        assertThat(idempotent(scan).headers().firstValue("idempotent-replayed")).hasValue("true");
        assertThat(idempotent(other).statusCode()).isEqualTo(422);
    }

    private HttpResponse<String> idempotent(CallableService service) {
        return bed.gateway.send(request(path(service.service()))
                .header("idempotency-key", "once")
                .POST(BodyPublishers.ofByteArray(PICTURE))
                .build());
    }

    @Test
    void anAnswerBeyondTheLimitIsBrokenOff() {
        try (TestBed small =
                new TestBed(settings -> settings.withLimits(settings.limits().withBytes(1 << 20, 1000)))) {
            small.provider.does(
                    (request, _) -> FakeProvider.json(request.response(), FakeProvider.chat("x".repeat(2000), 1, 1)));
            RunningGateway gateway = small.gateway;

            assertThat(gateway.post(TestBed.CHAT, ASK).statusCode()).isEqualTo(502);
            assertThat(gateway.records(1).getFirst().outcome()).isEqualTo(Outcome.UPSTREAM_FAILED);
        }
    }
}
