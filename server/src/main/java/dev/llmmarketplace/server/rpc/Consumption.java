package dev.llmmarketplace.server.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.llmmarketplace.rpc.v1.CheckQuotaRequest;
import dev.llmmarketplace.rpc.v1.CheckQuotaResponse;
import dev.llmmarketplace.rpc.v1.ConsumptionServiceGrpc;
import dev.llmmarketplace.rpc.v1.RouteRequestRequest;
import dev.llmmarketplace.rpc.v1.RouteRequestResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Answers {@code marketplace.v1.ConsumptionService}. */
final class Consumption extends ConsumptionServiceGrpc.ConsumptionServiceImplBase {
    private static final String JSON = "application/json";
    /** The least that a service of a known dialect takes; others take anything. */
    private static final ByteString ANY_BODY = ByteString.copyFromUtf8("{\"messages\":[]}");

    private final DataPlaneDoor door;
    private final InstantSource clock;
    private final ObjectMapper json = new ObjectMapper();

    Consumption(DataPlaneDoor door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    @Override
    public void routeRequest(RouteRequestRequest request, StreamObserver<RouteRequestResponse> observer) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> each : request.getMetadataMap().entrySet()) {
            if (!DataPlaneDoor.PASSED.contains(each.getKey())) {
                observer.onError(Refusals.malformed("The metadata '" + each.getKey() + "' does not go along."));
                return;
            }
            headers.put(each.getKey(), each.getValue());
        }
        headers.put("content-type", typeOr(request.getContentType()));
        send(request.getService(), request.getBody(), headers, observer, CallAnswer::from);
    }

    @Override
    public void checkQuota(CheckQuotaRequest request, StreamObserver<CheckQuotaResponse> observer) {
        Map<String, String> headers =
                Map.of("content-type", typeOr(request.getContentType()), "x-marketplace-dry-run", "true");
        ByteString body = request.getBody().isEmpty() ? ANY_BODY : request.getBody();
        send(
                request.getService(),
                body,
                headers,
                observer,
                answer -> QuotaAnswer.from(read(answer.body()), clock.instant()));
    }

    private static String typeOr(String given) {
        return given.isEmpty() ? JSON : given;
    }

    private <A> void send(
            String service,
            ByteString body,
            Map<String, String> headers,
            StreamObserver<A> observer,
            Function<HttpResponse<byte[]>, A> reading) {
        if (service.isEmpty()) {
            observer.onError(Refusals.malformed("The field 'service' is missing."));
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> sent;
        try {
            sent = door.invoke(Visitor.present(), service, body, headers);
        } catch (IllegalArgumentException e) {
            observer.onError(Refusals.malformed("A value of the metadata cannot stand in a header."));
            return;
        }
        var _ = sent.thenApply(answer -> {
                    refuse(answer);
                    return reading.apply(answer);
                })
                .whenComplete((answer, failure) -> tell(observer, answer, failure));
    }

    /** @throws io.grpc.StatusRuntimeException when the answer is a refusal of the gateway's own */
    private void refuse(HttpResponse<byte[]> answer) {
        if (answer.headers().firstValue("x-marketplace-error").isPresent()) {
            throw Refusals.of(answer.statusCode(), read(answer.body()), answer.headers());
        }
    }

    private static <A> void tell(StreamObserver<A> observer, A answer, Throwable failure) {
        if (failure == null) {
            observer.onNext(answer);
            observer.onCompleted();
        } else {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            observer.onError(
                    cause instanceof IOException
                            ? Status.UNAVAILABLE
                                    .withDescription("The answer broke off, or is too long to be held.")
                                    .asRuntimeException()
                            : cause);
        }
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
