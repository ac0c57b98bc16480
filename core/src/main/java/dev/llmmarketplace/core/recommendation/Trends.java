package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The services that most goes on about, of the public catalogue. Blocking; thread-safe. */
public final class Trends {
    /** Looked up at most; what is no longer listed drops out of them. */
    private static final int CANDIDATES = 200;

    private final Supplier<Activity> activity;
    private final CatalogStore catalog;

    public Trends(Supplier<Activity> activity, CatalogStore catalog) {
        this.activity = activity;
        this.catalog = catalog;
    }

    /** One of them. */
    public record Trend(ServiceVersion service, Stir stir) {}

    /** The greatest stir first; those alone that have enough of it and that policies allow to who asks. */
    public List<Trend> in(Period period, int limit, Clearance clearance) {
        Map<ServiceId, Stir> stirs = activity.get().stirs().getOrDefault(period, Map.of());
        List<ServiceId> stirring = stirs.entrySet().stream()
                .filter(entry -> entry.getValue().enough())
                .sorted(Comparator.comparingDouble((Map.Entry<ServiceId, Stir> entry) ->
                                entry.getValue().score())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(CANDIDATES)
                .map(Map.Entry::getKey)
                .toList();
        return stirring.isEmpty() ? List.of() : listed(stirring, stirs, limit, clearance);
    }

    private List<Trend> listed(List<ServiceId> stirring, Map<ServiceId, Stir> stirs, int limit, Clearance clearance) {
        return catalog.findListed(stirring).stream()
                .filter(Viewer.ANYBODY::sees)
                .filter(clearance::admits)
                .filter(service -> service.status() != ServiceStatus.DEPRECATED)
                .map(service -> new Trend(service, stirs.getOrDefault(service.service(), Stir.NONE)))
                .sorted(Comparator.comparingInt(
                        trend -> stirring.indexOf(trend.service().service())))
                .limit(limit)
                .toList();
    }
}
