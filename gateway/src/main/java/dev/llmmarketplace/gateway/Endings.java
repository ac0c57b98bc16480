package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.forward.UpstreamFailure;
import dev.llmmarketplace.gateway.wire.WireError;

/** What a provider's failure is called in the record, and what the caller is told of it. */
final class Endings {
    private Endings() {}

    static Outcome outcome(UpstreamFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE, BROKEN -> Outcome.UPSTREAM_FAILED;
            case TIMED_OUT -> Outcome.UPSTREAM_TIMEOUT;
            case CALLER_STALLED -> Outcome.CLIENT_CLOSED;
            case SHUT_DOWN -> Outcome.INTERRUPTED;
        };
    }

    static WireError error(UpstreamFailure failure) {
        ErrorCode code = switch (failure.kind()) {
            case UNREACHABLE, BROKEN -> ErrorCode.UPSTREAM_FAILED;
            case TIMED_OUT, CALLER_STALLED -> ErrorCode.UPSTREAM_TIMEOUT;
            case SHUT_DOWN -> ErrorCode.UNAVAILABLE;
        };
        return WireError.of(code, failure.message());
    }
}
