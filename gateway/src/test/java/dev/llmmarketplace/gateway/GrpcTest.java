package dev.llmmarketplace.gateway;

import static dev.llmmarketplace.gateway.fake.Certificates.AUTHORITY;
import static dev.llmmarketplace.gateway.fake.Certificates.issued;
import static dev.llmmarketplace.gateway.fake.Certificates.selfSigned;
import static dev.llmmarketplace.gateway.fake.GrpcProvider.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.gateway.fake.GrpcProvider;
import dev.llmmarketplace.gateway.fake.TestBed;
import dev.llmmarketplace.gateway.fake.World;
import dev.llmmarketplace.gateway.forward.ClientTls;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** gRPC services, called by an ordinary client: all kinds of methods, metadata, refusals and endings. */
@Timeout(60)
final class GrpcTest {
    private static final byte[] HELLO = "Hello".getBytes(StandardCharsets.US_ASCII);

    private final TestBed bed =
            new TestBed(settings -> settings.withTls(ClientTls.trusting(List.of(AUTHORITY.getCertificate()))));
    private final GrpcProvider provider = new GrpcProvider();
    private final ManagedChannel connection = NettyChannelBuilder.forAddress("127.0.0.1", bed.gateway.port())
            .usePlaintext()
            .build();
    private final AtomicReference<Metadata> headers = new AtomicReference<>();
    private final AtomicReference<Metadata> trailers = new AtomicReference<>();
    private final CallableService service =
            bed.world.custom("acme/echo", provider.url(), Protocol.GRPC, World.perToken(World.DOLLAR));

    @AfterEach
    void close() {
        connection.shutdownNow();
        bed.gateway.close();
        provider.close();
        bed.close();
    }

    private Channel channel(String secret, String named) {
        Metadata metadata = new Metadata();
        metadata.put(key("authorization"), "Bearer " + secret);
        metadata.put(key("x-marketplace-service"), named);
        metadata.put(GrpcProvider.COLOUR, "blue");
        return ClientInterceptors.intercept(
                connection,
                MetadataUtils.newAttachHeadersInterceptor(metadata),
                MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));
    }

    private Channel channel() {
        bed.world.subscribe(service, World.AMPLE);
        return channel(bed.world.key, "acme/echo");
    }

    private static byte[] unary(Channel channel, MethodDescriptor<byte[], byte[]> method) {
        return ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, HELLO);
    }

    private Status refusal(Channel channel, MethodDescriptor<byte[], byte[]> method) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> unary(channel, method))
                .getStatus();
    }

    private static Metadata of(AtomicReference<Metadata> captured) {
        return Objects.requireNonNull(captured.get());
    }

    private UsageRecord record() {
        return bed.gateway.records(1).getFirst();
    }

    @Test
    void aCallPassesWithItsMetadataAndIsBilledByWhatTheTrailersReport() {
        assertThat(unary(channel(), GrpcProvider.UNARY)).isEqualTo(HELLO);

        assertThat(of(headers).get(GrpcProvider.COLOUR)).isEqualTo("green");
        assertThat(of(trailers).get(key("x-marketplace-cost"))).isNotNull();
        Metadata sent = provider.received.getFirst();
        assertThat(sent.get(GrpcProvider.COLOUR)).isEqualTo("blue");
        assertThat(sent.get(key("x-key"))).isEqualTo("provider-credential");
        assertThat(sent.get(key("authorization"))).isNull();
        assertThat(record().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(record().billed()).isEqualTo(Usage.of(10, 3));
        assertThat(record().traffic().requestBytes()).isPositive();
        assertThat(record().traffic().answerBytes()).isPositive();
    }

    @Test
    void streamsOfAllKindsPass() throws Exception {
        Channel channel = channel();
        List<byte[]> thrice = new ArrayList<>();
        ClientCalls.blockingServerStreamingCall(channel, GrpcProvider.SERVER_STREAM, CallOptions.DEFAULT, HELLO)
                .forEachRemaining(thrice::add);
        assertThat(thrice).containsExactly(HELLO, HELLO, HELLO);

        Collecting together = new Collecting();
        StreamObserver<byte[]> asking = ClientCalls.asyncClientStreamingCall(
                channel.newCall(GrpcProvider.CLIENT_STREAM, CallOptions.DEFAULT), together);
        byte[] much = new byte[200_000];
        for (int i = 0; i < 20; i++) {
            asking.onNext(much);
        }
        asking.onCompleted();
        assertThat(together.whole()).containsExactly("4000000".getBytes(StandardCharsets.US_ASCII));

        Collecting each = new Collecting();
        StreamObserver<byte[]> talking =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(GrpcProvider.BOTH, CallOptions.DEFAULT), each);
        talking.onNext(HELLO);
        await().until(() -> each.messages.size() == 1);
        talking.onNext(much);
        talking.onCompleted();
        assertThat(each.whole()).containsExactly(HELLO, much);
        assertThat(bed.gateway.records(3)).extracting(UsageRecord::outcome).containsOnly(Outcome.COMPLETED);
    }

    private static final class Collecting implements StreamObserver<byte[]> {
        private final List<byte[]> messages = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final CompletableFuture<List<byte[]>> end = new CompletableFuture<>();

        @Override
        public void onNext(byte[] message) {
            messages.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete(messages);
        }

        Status failure() throws Exception {
            return end.handle((_, failure) -> Status.fromThrowable(failure)).get(20, TimeUnit.SECONDS);
        }

        List<byte[]> whole() throws Exception {
            return end.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusalsAreStatuses() {
        assertThat(refusal(channel("no-key", "acme/echo"), GrpcProvider.UNARY).getCode())
                .isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(refusal(channel(bed.world.key, "acme/nothing"), GrpcProvider.UNARY)
                        .getCode())
                .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal(channel(bed.world.key, "acme/chat"), GrpcProvider.UNARY)
                        .getDescription())
                .contains("not called by gRPC");
        assertThat(refusal(channel(bed.world.key, "acme/echo"), GrpcProvider.UNARY)
                        .getCode())
                .isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(provider.received).isEmpty();
    }

    @Test
    void whoIsOverHisBudgetIsToldThatHisResourcesAreExhausted() {
        bed.world.budget(1);

        assertThat(refusal(channel(), GrpcProvider.UNARY).getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(of(trailers).get(key("x-marketplace-error"))).isEqualTo("budget_exhausted");
    }

    @Test
    void aBudgetThatIsSpentInTheMiddleCutsTheCallOff() throws Exception {
        long budget = 20_000_000;
        bed.world.budget(budget);
        Collecting each = new Collecting();
        StreamObserver<byte[]> talking =
                ClientCalls.asyncBidiStreamingCall(channel().newCall(GrpcProvider.BOTH, CallOptions.DEFAULT), each);
        for (int said = 0; said < 100 && !each.end.isDone(); said++) {
            int before = each.messages.size();
            talking.onNext(new byte[10_000]);
            await().until(() -> each.messages.size() > before || each.end.isDone());
        }

        assertThat(each.failure().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(of(trailers).get(key("x-marketplace-error"))).isEqualTo("budget_exhausted");
        assertThat(each.messages).isNotEmpty();
        assertThat(record().outcome()).isEqualTo(Outcome.CUT_OFF);
        assertThat(record().cost().nanos()).isBetween(1L, budget);
        assertThat(record().flags()).contains(UsageRecord.Flag.ESTIMATED);
    }

    @Test
    void aRevokedKeyEndsAnOpenCall() throws Exception {
        Collecting each = new Collecting();
        StreamObserver<byte[]> talking =
                ClientCalls.asyncBidiStreamingCall(channel().newCall(GrpcProvider.BOTH, CallOptions.DEFAULT), each);
        talking.onNext(HELLO);
        await().until(() -> each.messages.size() == 1);

        bed.world.revoke(bed.world.key);

        assertThat(each.failure().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(record().outcome()).isEqualTo(Outcome.CUT_OFF);
    }

    @Test
    void aDryRunSaysWhatWouldHappenAndNothingDoes() {
        Metadata rehearsal = new Metadata();
        rehearsal.put(key("x-marketplace-dry-run"), "true");
        Channel refused = ClientInterceptors.intercept(
                channel(bed.world.key, "acme/echo"), MetadataUtils.newAttachHeadersInterceptor(rehearsal));
        assertThat(refusal(refused, GrpcProvider.UNARY).getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(of(trailers).get(key("x-marketplace-dry-run"))).isEqualTo("refused");
        assertThat(verdict()).contains("\"verdict\":\"refused\"", "not_subscribed");

        Channel admitted =
                ClientInterceptors.intercept(channel(), MetadataUtils.newAttachHeadersInterceptor(rehearsal));
        assertThat(refusal(admitted, GrpcProvider.UNARY).getCode()).isEqualTo(Status.Code.CANCELLED);
        assertThat(of(trailers).get(key("x-marketplace-dry-run"))).isEqualTo("admitted");
        assertThat(verdict()).contains("\"verdict\":\"admitted\"", "\"price_ceiling\":{");
        assertThat(provider.received).isEmpty();
        bed.gateway.close();
        assertThat(bed.world.sink.records()).isEmpty();
    }

    private String verdict() {
        byte[] document =
                of(trailers).get(Metadata.Key.of("x-marketplace-verdict-bin", Metadata.BINARY_BYTE_MARSHALLER));
        return new String(Objects.requireNonNull(document), StandardCharsets.UTF_8);
    }

    @Test
    void callsPassOverTls() throws Exception {
        GrpcProvider secure = new GrpcProvider(issued("CN=provider"));
        CallableService encrypted =
                bed.world.custom("acme/secure", secure.url(), Protocol.GRPC, World.perToken(World.DOLLAR));
        bed.world.subscribe(encrypted, World.AMPLE);
        Channel channel = channel(bed.world.key, "acme/secure");

        assertThat(unary(channel, GrpcProvider.UNARY)).isEqualTo(HELLO);
        assertThat(of(trailers).get(key("x-marketplace-cost"))).isNotNull();
        Collecting each = new Collecting();
        StreamObserver<byte[]> talking =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(GrpcProvider.BOTH, CallOptions.DEFAULT), each);
        byte[] much = new byte[300_000];
        talking.onNext(HELLO);
        await().until(() -> each.messages.size() == 1);
        talking.onNext(much);
        talking.onCompleted();
        assertThat(each.whole()).containsExactly(HELLO, much);
        assertThat(secure.received).hasSize(2);
        assertThat(bed.gateway.records(2)).extracting(UsageRecord::billed).containsOnly(Usage.of(10, 3));
        secure.close();
    }

    @Test
    void aProviderThatNobodyVouchesForIsNotCalled() {
        GrpcProvider impostor = new GrpcProvider(selfSigned());
        CallableService distrusted =
                bed.world.custom("acme/impostor", impostor.url(), Protocol.GRPC, World.perToken(World.DOLLAR));
        bed.world.subscribe(distrusted, World.AMPLE);

        assertThat(refusal(channel(bed.world.key, "acme/impostor"), GrpcProvider.UNARY)
                        .getCode())
                .isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(impostor.received).isEmpty();
        impostor.close();
    }

    @Test
    void theProvidersOwnStatusPassesAndCostsNothing() {
        Status status = refusal(channel(), GrpcProvider.FAILING);

        assertThat(status.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(status.getDescription()).isEqualTo("not today, 100 %");
        assertThat(record().outcome()).isEqualTo(Outcome.UPSTREAM_ERROR);
        assertThat(record().cost().nanos()).isZero();
    }

    @Test
    void theDeadlineReachesTheProviderAndEndsTheCall() {
        CallOptions soon = CallOptions.DEFAULT.withDeadlineAfter(3, TimeUnit.SECONDS);
        Channel channel = channel();

        Status status = catchThrowableOfType(
                        StatusRuntimeException.class,
                        () -> ClientCalls.blockingUnaryCall(channel, GrpcProvider.SILENT, soon, HELLO))
                .getStatus();

        assertThat(status.getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        await().untilTrue(provider.cancelled);
        assertThat(record().outcome()).isIn(Outcome.UPSTREAM_TIMEOUT, Outcome.CLIENT_CLOSED);
    }

    @Test
    void whoCancelsEndsTheCallAtTheProvider() {
        Channel channel = channel();
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(() -> ClientCalls.asyncUnaryCall(
                channel.newCall(GrpcProvider.SILENT, CallOptions.DEFAULT), HELLO, new Collecting()));
        await().until(() -> provider.received.size() == 1);

        context.cancel(null);

        await().untilTrue(provider.cancelled);
        assertThat(record().outcome()).isEqualTo(Outcome.CLIENT_CLOSED);
    }
}
