package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.forward.Tokens;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Lane;
import java.util.concurrent.Executor;

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
        GatewayMetrics metrics,
        GatewaySettings settings) {}
