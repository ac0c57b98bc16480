package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.Gatekeeper;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Lane;
import java.util.concurrent.Executor;

/** What the calls of one event loop share. */
record Station(
        Gatekeeper gatekeeper,
        Upstreams upstreams,
        Lane lane,
        Executor loop,
        BodyMemory bodyMemory,
        Replays replays,
        GatewayMetrics metrics,
        GatewaySettings settings) {}
