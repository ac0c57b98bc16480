package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import dev.llmmarketplace.server.rest.catalog.Providers;
import dev.llmmarketplace.server.rest.catalog.ServiceSummaryBody;
import java.util.List;
import java.util.function.Supplier;

/** Puts services side by side: what they state, and what was measured of them. */
public final class Comparisons {
    private final Providers providers;
    private final Supplier<TrackRecords> records;

    public Comparisons(Providers providers, Supplier<TrackRecords> records) {
        this.providers = providers;
        this.records = records;
    }

    /** In the given order; what policies deny is marked: who names it wants to know. */
    public ComparisonBody of(List<ServiceVersion> services, Clearance clearance) {
        List<ServiceSummaryBody> summaries = services.stream()
                .map(service -> ServiceSummaryBody.from(service, providers.of(service), clearance))
                .toList();
        return ComparisonBody.of(services, summaries, records.get());
    }
}
