package dev.llmmarketplace.core.publishing.probe;

import java.time.Duration;

/**
 * How often services are probed, and what comes of it.
 *
 * @param interval between two probes of a service, give or take a fifth; zero for never
 * @param retry after a failed probe, doubled with each further one up to the interval
 * @param failures how many probes in a row must fail before a service is in quarantine; 1 or more
 * @param quarantines false: what fails is a finding and nothing else
 */
public record ProbeRules(Duration interval, Duration retry, int failures, boolean quarantines) {

    public boolean on() {
        return interval.isPositive();
    }

    /** How long a provider is left alone that takes no more calls: twice as long as usual. */
    Duration rest(double chance) {
        return pause(0, chance).multipliedBy(2);
    }

    /**
     * How long until the next probe.
     *
     * @param failed how many have failed in a row
     * @param chance in 0..1; so that services that began together are not probed together
     */
    Duration pause(int failed, double chance) {
        if (failed > 0) {
            Duration doubled = retry.multipliedBy(1L << Math.min(failed - 1, 16));
            return doubled.compareTo(interval) < 0 ? doubled : interval;
        }
        return Duration.ofMillis((long) (interval.toMillis() * (0.8 + 0.4 * chance)));
    }
}
