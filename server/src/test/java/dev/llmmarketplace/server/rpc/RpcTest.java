package dev.llmmarketplace.server.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.llmmarketplace.rpc.v1.CheckQuotaRequest;
import dev.llmmarketplace.rpc.v1.CheckQuotaResponse;
import dev.llmmarketplace.rpc.v1.ConsumptionServiceGrpc;
import dev.llmmarketplace.rpc.v1.ConsumptionServiceGrpc.ConsumptionServiceBlockingStub;
import dev.llmmarketplace.rpc.v1.Limit;
import dev.llmmarketplace.rpc.v1.RouteRequestRequest;
import dev.llmmarketplace.rpc.v1.RouteRequestResponse;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls over gRPC, through a whole marketplace to a real provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RpcTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer provider = vertx.createHttpServer()
            .requestHandler(request -> request.body()
                    .onSuccess(body -> request.response()
                            .setStatusCode(request.path().endsWith("/picky") ? 422 : 200)
                            .putHeader("content-type", "text/plain")
                            .putHeader("x-usage-input-tokens", "7")
                            .putHeader("x-usage-output-tokens", "3")
                            .end("seen " + body.length() + " of " + request.getHeader("content-type"))))
            .listen(0, "127.0.0.1")
            .await();
    private final TestMarketplace marketplace =
            new TestMarketplace(builder -> builder.set("grpc.port", "0").set("outgoing.allow", "127.0.0.0/8"));
    private final ManagedChannel channel = NettyChannelBuilder.forAddress(
                    "127.0.0.1", marketplace.marketplace().rpcPort().orElseThrow())
            .usePlaintext()
            .build();
    private Api consumer = marketplace.nobody();

    @BeforeAll
    void publish() {
        Api seller = marketplace.user(marketplace.organisation("acme"), "provider");
        consumer = marketplace.user(marketplace.organisation("buyer"), "consumer");
        for (String name : new String[] {"scan", "picky", "unsold"}) {
            seller.publish("""
                            manifestVersion: 1
                            provider: acme
                            name: %s
                            version: 1.0.0
                            title: A scanner
                            description: Says how much it has seen.
                            category: other
                            capabilities: [{name: scan}]
                            pricing: {model: per-request, rates: {request: "0.01"}}
                            endpoint: {url: "http://127.0.0.1:%d/%s", dialect: custom}
                            """.formatted(name, provider.actualPort(), name)).expect(201);
        }
        subscribe("acme/scan");
        subscribe("acme/picky");
    }

    @AfterAll
    void close() {
        channel.shutdownNow();
        marketplace.close();
        vertx.close().await();
    }

    private void subscribe(String service) {
        consumer.post("/api/v1/subscriptions", "{\"service\": \"%s\", \"plan\": \"basic\"}".formatted(service))
                .expect(201);
    }

    private String key(String members) {
        return consumer.post("/api/v1/keys", "{\"name\": \"grpc\"" + members + "}")
                .expect(201)
                .at("/key");
    }

    private ConsumptionServiceBlockingStub stub(String key) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + key);
        return ConsumptionServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /** A key is known to the gateway soon after it was made. */
    private ConsumptionServiceBlockingStub known(String members) {
        String key = key(members);
        Awaitility.await()
                .until(() ->
                        Set.of(Status.Code.OK, Status.Code.PERMISSION_DENIED).contains(check(stub(key))));
        return stub(key);
    }

    private static Status.Code check(ConsumptionServiceBlockingStub stub) {
        try {
            CheckQuotaResponse answer = stub.checkQuota(
                    CheckQuotaRequest.newBuilder().setService("acme/scan").build());
            return answer.getAdmitted() ? Status.Code.OK : Status.Code.UNAVAILABLE;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode();
        }
    }

    private static RouteRequestRequest request(String service) {
        return RouteRequestRequest.newBuilder()
                .setService(service)
                .setBody(ByteString.copyFrom(new byte[1000]))
                .setContentType("image/png")
                .putMetadata("x-request-id", "mine-1")
                .build();
    }

    private static StatusRuntimeException refusal(ConsumptionServiceBlockingStub stub, RouteRequestRequest request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> stub.routeRequest(request));
    }

    private static String trailer(StatusRuntimeException refusal, String name) {
        Metadata trailers = Status.trailersFromThrowable(refusal);
        String value = trailers == null ? null : trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
        return value == null ? "" : value;
    }

    @Test
    void aCallIsAnsweredWithWhatItUsedAndCosts() {
        RouteRequestResponse answer = known("").routeRequest(request("acme/scan"));

        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getBody().toStringUtf8()).isEqualTo("seen 1000 of image/png");
        assertThat(answer.getContentType()).isEqualTo("text/plain");
        assertThat(answer.getRequestId()).isEqualTo("mine-1");
        assertThat(answer.getVersion()).isEqualTo("acme/scan@1.0.0");
        assertThat(answer.getUsageMap())
                .containsOnly(Map.entry("requests", 1L), Map.entry("input", 7L), Map.entry("output", 3L));
        assertThat(answer.getCost().getAmount()).isEqualTo("0.01");
        assertThat(answer.getCost().getCurrency()).isEqualTo("USD");
        assertThat(answer.getCost().getBreakdownMap()).containsEntry("requests", "0.01");
        Awaitility.await()
                .untilAsserted(() ->
                        consumer.get("/api/v1/usage/" + answer.getCallId()).expect(200));
        Reply record = consumer.get("/api/v1/usage/" + answer.getCallId());
        assertThat(record.at("/requestBytes")).isEqualTo("1000");
        assertThat(record.at("/usage/input")).isEqualTo("7");
        assertThat(record.at("/usage/output")).isEqualTo("3");
    }

    @Test
    void errorsOfTheProviderAreAnswersAndRefusalsAreStatuses() {
        ConsumptionServiceBlockingStub stub = known("");

        assertThat(stub.routeRequest(request("acme/picky")).getStatus()).isEqualTo(422);
        StatusRuntimeException unsold = refusal(stub, request("acme/unsold"));
        assertThat(unsold.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(trailer(unsold, "x-marketplace-code")).isEqualTo("not_subscribed");
        assertThat(trailer(unsold, "x-request-id")).isEqualTo("mine-1");
        assertThat(refusal(stub, request("acme/none")).getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal(stub("llm_mk_wrong"), request("acme/scan"))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal(
                                stub,
                                request("acme/scan").toBuilder()
                                        .putMetadata("cookie", "a=b")
                                        .build())
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void quotasAreToldWithoutACall() {
        consumer.put("/api/v1/budget", "{\"perMonth\": {\"amount\": \"5.00\", \"currency\": \"USD\"}}")
                .expect(200);
        ConsumptionServiceBlockingStub stub = known("");
        CheckQuotaRequest question =
                CheckQuotaRequest.newBuilder().setService("acme/scan").build();

        Awaitility.await()
                .untilAsserted(() -> assertThat(stub.checkQuota(question).getLimitsList())
                        .extracting(Limit::getName)
                        .contains("budget_per_month", "tokens_per_month", "requests_per_second"));

        CheckQuotaResponse answer = stub.checkQuota(question);
        assertThat(answer.getAdmitted()).isTrue();
        assertThat(answer.getPlan()).isEqualTo("basic");
        assertThat(answer.getPriceCeiling().getAmount()).isEqualTo("0.01");
        assertThat(answer.getLimitsList())
                .filteredOn(limit -> limit.getName().equals("budget_per_month"))
                .allSatisfy(limit -> assertThat(limit.getResetAt()).isPositive());
        CheckQuotaResponse refused = stub.checkQuota(
                CheckQuotaRequest.newBuilder().setService("acme/unsold").build());
        assertThat(refused.getAdmitted()).isFalse();
        assertThat(refused.getRefusal().getCode()).isEqualTo("not_subscribed");
    }

    @Test
    void keysThatAreBoundToAddressesHold() {
        assertThat(known(", \"allowedAddresses\": [\"127.0.0.0/8\"]")
                        .routeRequest(request("acme/scan"))
                        .getStatus())
                .isEqualTo(200);
        assertThat(refusal(known(", \"allowedAddresses\": [\"10.0.0.0/8\"]"), request("acme/scan"))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
}
