package dev.llmmarketplace.server;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.gateway.Gateway;
import dev.llmmarketplace.gateway.GatewayMetrics;
import dev.llmmarketplace.gateway.Readiness;
import dev.llmmarketplace.gateway.cache.AnswerCache;
import dev.llmmarketplace.gateway.route.Ejected;
import dev.llmmarketplace.gateway.wire.Route;
import dev.llmmarketplace.server.ops.Meters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Shows the gateway's own figures to Prometheus; nothing is added to what a call costs. */
final class GatewayMeters {
    private GatewayMeters() {}

    static void bind(Gateway gateway, Meters meters) {
        MeterRegistry registry = meters.registry();
        GatewayMetrics metrics = gateway.metrics();
        Ejected ejected = gateway.ejected();
        histograms(metrics, meters);
        meters.add(new ServiceCollector(metrics.services()));
        calls(metrics, registry);
        Gauge.builder("marketplace.gateway.journal.lag", gateway, g -> seconds(g.readiness()))
                .description("The age of the oldest usage that the database may be missing")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("marketplace.gateway.leases", gateway, Gateway::leases)
                .description("Accounts of quotas and budgets of which units are leased, or were lately")
                .register(registry);
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
        cache(gateway, registry);
        tokens(registry, metrics, "prompt", GatewayMetrics::promptTokens);
        tokens(registry, metrics, "answer", GatewayMetrics::answerTokens);
        FunctionCounter.builder("marketplace.gateway.estimated", metrics, GatewayMetrics::estimated)
                .description("Calls that are billed by our own count")
                .register(registry);
    }

    private static double seconds(Readiness readiness) {
        return readiness.shippingLag().toNanos() / 1e9;
    }

    private static void calls(GatewayMetrics metrics, MeterRegistry registry) {
        for (Route route : Route.values()) {
            for (Outcome outcome : Outcome.values()) {
                FunctionCounter.builder("marketplace.gateway.calls", metrics, m -> m.calls(route, outcome))
                        .description("Calls that were forwarded and have ended")
                        .tag("route", route.scope())
                        .tag("dialect", route.dialect().wireName())
                        .tag("outcome", outcome.wireName())
                        .register(registry);
            }
        }
    }

    private static void histograms(GatewayMetrics metrics, Meters meters) {
        meters.add(new HistogramCollector(
                "marketplace_gateway_overhead_seconds",
                "From the arrival of a request until it went to a provider",
                metrics.overhead()));
        meters.add(new HistogramCollector(
                "marketplace_gateway_upstream_first_byte_seconds",
                "From then until the first byte of the provider's answer",
                metrics.upstream()));
        meters.add(new HistogramCollector(
                "marketplace_gateway_first_byte_seconds",
                "From the arrival of a request until the first byte of its answer",
                metrics.firstByte()));
        meters.add(new HistogramCollector(
                "marketplace_gateway_call_duration_seconds",
                "From the arrival of a request until its end",
                metrics.duration()));
    }

    private static void cache(Gateway gateway, MeterRegistry registry) {
        GatewayMetrics metrics = gateway.metrics();
        FunctionCounter.builder("marketplace.gateway.cache.hits", metrics, GatewayMetrics::cacheHits)
                .description("Calls that were answered with what an earlier one was answered with")
                .register(registry);
        FunctionCounter.builder("marketplace.gateway.cache.misses", metrics, GatewayMetrics::cacheMisses)
                .description("Calls whose answer was looked for among those that are kept, and was not there")
                .register(registry);
        Gauge.builder("marketplace.gateway.cache.bytes", gateway.cache(), AnswerCache::bytes)
                .description("Bytes of answers that are kept")
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
