package dev.llmmarketplace.core.search.ranking;

import dev.llmmarketplace.core.access.Verifications;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.ranking.Popularity.Reception;
import dev.llmmarketplace.core.sla.QualityStore;
import dev.llmmarketplace.core.sla.ServiceQuality;
import dev.llmmarketplace.core.sla.Window;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Puts together what is known of services: how they kept what they promise, and how they are received. Blocking. */
public final class TrackRecordReader {
    private static final double MICROS = 1_000;
    private static final double PERCENT = 100;

    private final QualityStore quality;
    private final Popularity popularity;
    private final Verifications verifications;
    private final InstantSource clock;

    public TrackRecordReader(
            QualityStore quality, Popularity popularity, Verifications verifications, InstantSource clock) {
        this.quality = quality;
        this.popularity = popularity;
        this.verifications = verifications;
        this.clock = clock;
    }

    /** As of now. */
    public TrackRecords read() {
        Instant now = clock.instant();
        Window.Period month = Window.MONTH.endingAt(now);
        Map<ServiceId, ServiceQuality> qualities = quality.findCalled(month);
        Map<ServiceId, Reception> receptions = popularity.in(month);
        Set<ServiceId> known = new HashSet<>(qualities.keySet());
        known.addAll(receptions.keySet());
        Map<ServiceId, TrackRecord> records = new HashMap<>();
        for (ServiceId service : known) {
            records.put(
                    service,
                    record(
                            qualities.getOrDefault(service, ServiceQuality.NONE),
                            receptions.getOrDefault(service, Reception.NONE)));
        }
        return new TrackRecords(records, verifications.slugs(), verifications.handedOver());
    }

    /** A figure of too few calls is not known. */
    static TrackRecord record(ServiceQuality quality, Reception reception) {
        boolean timed = quality.answers().sampleSize() >= ServiceQuality.LEAST_CALLS;
        return new TrackRecord(
                reception.requests(),
                reception.rating(),
                reception.reviews(),
                timed ? quality.answers().quantile(0.5) / MICROS : null,
                timed ? quality.answers().quantile(0.95) / MICROS : null,
                quality.enough() ? quality.errorPercent() / PERCENT : null,
                quality.enough() ? quality.availabilityPercent() : null);
    }
}
