package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.admit.RingKey;
import dev.llmmarketplace.gateway.forward.Tokens;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Lane;
import dev.llmmarketplace.gateway.observe.CallObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the calls of one event loop share. */
record Station(
        Gatekeeper gatekeeper,
        Upstreams upstreams,
        Tokens tokens,
        Lane lane,
        Executor loop,
        Readings readings,
        Sessions sessions,
        BodyMemory bodyMemory,
        Replays replays,
        OnBehalf onBehalf,
        AnswerCaching caching,
        GatewayMetrics metrics,
        GatewaySettings settings,
        CallObserver observer) {

    /** @param key null when it is not known */
    void refused(Arrival arrival, @Nullable RingKey key, ErrorCode code) {
        metrics.refused(code);
        observer.refused(arrival, key, code);
    }
}
