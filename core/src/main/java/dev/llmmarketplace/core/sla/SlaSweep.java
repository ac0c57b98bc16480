package dev.llmmarketplace.core.sla;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges every service that was called in the last five minutes. Blocking; several processes may do it side by side. */
public final class SlaSweep {
    private static final int CHUNK = 1_000;

    private final QualityStore quality;
    private final BreachStore breaches;
    private final CatalogStore catalog;
    private final InstantSource clock;

    public SlaSweep(QualityStore quality, BreachStore breaches, CatalogStore catalog, InstantSource clock) {
        this.quality = quality;
        this.breaches = breaches;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What changed by what was found. */
    public List<Breach.Change> run() {
        Instant now = clock.instant();
        Map<ServiceId, ServiceQuality> recent = quality.findCalled(Window.FIVE_MINUTES.endingAt(now));
        List<ServiceId> called = List.copyOf(recent.keySet());
        List<Finding> findings = new ArrayList<>();
        for (int from = 0; from < called.size(); from += CHUNK) {
            List<ServiceId> chunk = called.subList(from, Math.min(called.size(), from + CHUNK));
            Map<ServiceId, ServiceQuality> month = quality.find(chunk, Window.MONTH.endingAt(now));
            for (ServiceVersion version : catalog.findListed(chunk)) {
                findings.addAll(SlaRules.judge(
                        version,
                        recent.getOrDefault(version.service(), ServiceQuality.NONE),
                        month.getOrDefault(version.service(), ServiceQuality.NONE)));
            }
        }
        return breaches.record(findings, now);
    }
}
