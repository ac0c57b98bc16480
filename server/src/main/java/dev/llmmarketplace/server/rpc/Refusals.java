package dev.llmmarketplace.server.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.http.HttpHeaders;

/** Refusals of the marketplace as gRPC's statuses. */
final class Refusals {
    private static final String CODE = "x-marketplace-code";

    private Refusals() {}

    /**
     * @param status of HTTP
     * @param problem the problem document
     */
    static StatusRuntimeException of(int status, JsonNode problem, HttpHeaders headers) {
        Metadata trailers = new Metadata();
        put(trailers, CODE, problem.path("code").asText());
        headers.firstValue("x-request-id").ifPresent(id -> put(trailers, "x-request-id", id));
        headers.firstValue("retry-after-ms").ifPresent(wait -> put(trailers, "retry-after-ms", wait));
        return code(status).withDescription(problem.path("detail").asText()).asRuntimeException(trailers);
    }

    /** One of our own making, before anything was sent. */
    static StatusRuntimeException malformed(String message) {
        Metadata trailers = new Metadata();
        put(trailers, CODE, "malformed_request");
        return Status.INVALID_ARGUMENT.withDescription(message).asRuntimeException(trailers);
    }

    private static void put(Metadata trailers, String name, String value) {
        trailers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }

    private static Status code(int status) {
        return switch (status) {
            case 401 -> Status.UNAUTHENTICATED;
            case 402, 413, 429 -> Status.RESOURCE_EXHAUSTED;
            case 403 -> Status.PERMISSION_DENIED;
            case 404 -> Status.NOT_FOUND;
            case 408, 504 -> Status.DEADLINE_EXCEEDED;
            case 409 -> Status.ABORTED;
            case 502, 503 -> Status.UNAVAILABLE;
            default -> status < 500 ? Status.INVALID_ARGUMENT : Status.INTERNAL;
        };
    }
}
