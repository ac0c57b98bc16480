package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.GatewayMetrics;
import dev.llmmarketplace.gateway.route.Ejected;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows the gateway's own figures to Prometheus; nothing is added to what a call costs. */
final class GatewayMeters {
    private GatewayMeters() {}

    static void bind(Gateway gateway, MeterRegistry registry) {
        GatewayMetrics metrics = gateway.metrics();
        Ejected ejected = gateway.ejected();
        for (Outcome outcome : Outcome.values()) {
            FunctionCounter.builder("marketplace.gateway.calls", metrics, m -> m.calls(outcome))
                    .description("Calls that were forwarded and have ended")
                    .tag("outcome", outcome.wireName())
                    .register(registry);
        }
        for (ErrorCode code : ErrorCode.values()) {
            FunctionCounter.builder("marketplace.gateway.refusals", metrics, m -> m.refusals(code))
                    .description("Calls that were answered with an error and not forwarded")
                    .tag("code", code.code())
                    .register(registry);
        }
        Gauge.builder("marketplace.gateway.in.flight", metrics, GatewayMetrics::inFlight)
                .description("Calls that are forwarded and have not ended")
                .register(registry);
        FunctionCounter.builder("marketplace.gateway.retries", metrics, GatewayMetrics::retries)
                .description("Requests that were sent to a provider once more")
                .register(registry);
        FunctionCounter.builder("marketplace.gateway.hedges", metrics, GatewayMetrics::hedges)
                .description("Requests that were sent to another endpoint as well, because the first was late")
                .register(registry);
        Gauge.builder(
                        "marketplace.gateway.endpoints.ejected",
                        ejected,
                        e -> e.present().size())
                .description("Endpoints that are left alone after failures")
                .register(registry);
        FunctionCounter.builder("marketplace.gateway.ejections", ejected, Ejected::times)
                .description("How often an endpoint was taken out after failures")
                .register(registry);
        tokens(registry, metrics, "prompt", GatewayMetrics::promptTokens);
        tokens(registry, metrics, "answer", GatewayMetrics::answerTokens);
        FunctionCounter.builder("marketplace.gateway.estimated", metrics, GatewayMetrics::estimated)
                .description("Calls that are billed by our own count")
                .register(registry);
    }

    private static void tokens(
            MeterRegistry registry,
            GatewayMetrics metrics,
            String kind,
            java.util.function.ToDoubleFunction<GatewayMetrics> count) {
        FunctionCounter.builder("marketplace.gateway.tokens", metrics, count)
                .description("Billed tokens")
                .tag("kind", kind)
                .register(registry);
    }
}
