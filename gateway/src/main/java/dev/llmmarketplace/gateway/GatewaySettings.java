package dev.llmmarketplace.gateway;

import dev.llmmarketplace.gateway.admit.TrustedProxies;
import dev.llmmarketplace.gateway.forward.ClientTls;
import dev.llmmarketplace.gateway.forward.Upstreams;
import dev.llmmarketplace.gateway.meter.Journal;
import dev.llmmarketplace.gateway.route.AddressGuard;
import dev.llmmarketplace.gateway.route.EndpointHealth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the gateway runs.
 *
 * @param holder identity of this process's journal and of the units it leases; the same after a restart
 * @param forceBeforeEnd true when the last byte of an answer waits until its record is on the medium
 * @param health when an endpoint is left alone
 * @param outgoing which addresses may be connected to
 * @param tls whom to believe behind them
 * @param proxies whose word about callers' addresses is believed
 */
public record GatewaySettings(
        String holder,
        Journal.Settings journal,
        boolean forceBeforeEnd,
        AddressGuard outgoing,
        Upstreams.Settings upstreams,
        EndpointHealth.Settings health,
        Limits limits,
        ClientTls tls,
        TrustedProxies proxies) {

    /**
     * @param bodyBytes of a request; a longer one is refused
     * @param answerBytes of a provider's answer; a longer one is broken off
     * @param inFlight calls that are forwarded at once, per event loop
     * @param bodyMemory bytes of long request bodies that are held at once, by the whole process
     * @param cacheBytes of answers that are kept for organisations that want it, by the whole process; 0 for none
     * @param arrival how long a request may take from its head to its end
     * @param drain how long calls under way may go on when the gateway closes
     */
    public record Limits(
            int bodyBytes,
            long answerBytes,
            int inFlight,
            long bodyMemory,
            long cacheBytes,
            Duration arrival,
            Duration drain) {
        public static final Limits DEFAULT = new Limits(
                32 << 20,
                1L << 30,
                10_000,
                Runtime.getRuntime().maxMemory() / 4,
                64 << 20,
                Duration.ofMinutes(2),
                Duration.ofSeconds(20));

        public Limits waiting(Duration forArrival, Duration forDrain) {
            return new Limits(bodyBytes, answerBytes, inFlight, bodyMemory, cacheBytes, forArrival, forDrain);
        }

        public Limits withBytes(int ofRequests, long ofAnswers) {
            return new Limits(ofRequests, ofAnswers, inFlight, bodyMemory, cacheBytes, arrival, drain);
        }

        public Limits withCacheBytes(long changed) {
            return new Limits(bodyBytes, answerBytes, inFlight, bodyMemory, changed, arrival, drain);
        }
    }

    /** Everything else as is usual. */
    public static GatewaySettings of(String holder, Path journal, AddressGuard outgoing) {
        return new GatewaySettings(
                holder,
                Journal.Settings.in(journal),
                false,
                outgoing,
                Upstreams.Settings.DEFAULT,
                EndpointHealth.Settings.DEFAULT,
                Limits.DEFAULT,
                ClientTls.trusting(List.of()),
                TrustedProxies.NONE);
    }

    public GatewaySettings withForceBeforeEnd(boolean force) {
        return new GatewaySettings(holder, journal, force, outgoing, upstreams, health, limits, tls, proxies);
    }

    public GatewaySettings withLimits(Limits changed) {
        return new GatewaySettings(holder, journal, forceBeforeEnd, outgoing, upstreams, health, changed, tls, proxies);
    }

    public GatewaySettings withUpstreams(Upstreams.Settings changed) {
        return new GatewaySettings(holder, journal, forceBeforeEnd, outgoing, changed, health, limits, tls, proxies);
    }

    public GatewaySettings withHealth(EndpointHealth.Settings changed) {
        return new GatewaySettings(holder, journal, forceBeforeEnd, outgoing, upstreams, changed, limits, tls, proxies);
    }

    public GatewaySettings withTls(ClientTls changed) {
        return new GatewaySettings(
                holder, journal, forceBeforeEnd, outgoing, upstreams, health, limits, changed, proxies);
    }

    public GatewaySettings withJournal(Journal.Settings changed) {
        return new GatewaySettings(holder, changed, forceBeforeEnd, outgoing, upstreams, health, limits, tls, proxies);
    }

    public GatewaySettings withProxies(TrustedProxies changed) {
        return new GatewaySettings(holder, journal, forceBeforeEnd, outgoing, upstreams, health, limits, tls, changed);
    }
}
