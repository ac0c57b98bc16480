package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.catalog.ServiceLevel;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what a service did with what it promises. Where there are too few calls, nothing is found. */
public final class SlaRules {
    /** Of the calls of five minutes. */
    public static final double MOST_ERROR_PERCENT = 0.1;

    private static final double CRITICAL = 2;

    private SlaRules() {}

    /**
     * @param recent the last five minutes
     * @param month the last thirty days
     */
    public static List<Finding> judge(ServiceVersion version, ServiceQuality recent, ServiceQuality month) {
        ServiceLevel promised = version.manifest().serviceLevel();
        List<Finding> findings = new ArrayList<>(3);
        long answers = recent.answers().sampleSize();
        if (answers >= ServiceQuality.LEAST_CALLS) {
            double most = promised.maxLatency().toMillis();
            double actual = recent.answers().quantile(0.95) / 1000.0;
            findings.add(new Finding(version, Promise.LATENCY, most, actual, answers, severity(actual, most)));
        }
        if (recent.enough()) {
            double actual = recent.errorPercent();
            Severity severity = severity(actual, MOST_ERROR_PERCENT);
            findings.add(
                    new Finding(version, Promise.ERROR_RATE, MOST_ERROR_PERCENT, actual, recent.counted(), severity));
        }
        if (month.enough()) {
            double least = promised.availability().doubleValue();
            Severity severity = severity(month.errorPercent(), 100 - least);
            findings.add(new Finding(
                    version, Promise.AVAILABILITY, least, month.availabilityPercent(), month.counted(), severity));
        }
        return findings;
    }

    private static @Nullable Severity severity(double actual, double most) {
        if (actual <= most) {
            return null;
        }
        return actual > CRITICAL * most ? Severity.CRITICAL : Severity.WARNING;
    }
}
