package dev.llmmarketplace.core.recommendation;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.recommendation.Recommendation.Kind;
import dev.llmmarketplace.core.recommendation.Recommendation.Reason;
import dev.llmmarketplace.core.recommendation.Together.Companion;
import dev.llmmarketplace.core.search.SimilarServices;
import dev.llmmarketplace.core.search.ranking.Scores;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recommends services of the public catalogue: .4 by what those call who call the same, .3 by likeness to what one calls, .3
 * by popularity (requirement D-11). Who has called nothing yet gets what is trending and popular, and the first of several
 * categories (D-14). Nothing that policies deny him, that one calls already, offers oneself, that is deprecated, or that peers rate below 4.
 * Blocking; thread-safe.
 */
public final class Recommender {
    /** At once. */
    public static final int MOST = 50;

    private static final double COLLABORATIVE = 0.4;
    private static final double CONTENT = 0.3;
    private static final double POPULARITY = 0.3;
    private static final double LEAST_LIKENESS = 0.6;
    private static final double LEAST_RATING = 4;
    /** One's own services that are gone out from, the most used first. */
    private static final int SOURCES = 20;

    private static final int LIKE_SOURCES = 5;
    private static final int LIKE_EACH = 20;

    private final Supplier<Activity> activity;
    private final Supplier<TrackRecords> records;
    private final CatalogStore catalog;
    private final SimilarServices similar;
    private final ColdStart coldStart;
    private volatile Together together = new Together(Activity.NONE);

    public Recommender(
            Supplier<Activity> activity,
            Supplier<TrackRecords> records,
            CatalogStore catalog,
            SimilarServices similar,
            ColdStart coldStart) {
        this.activity = activity;
        this.records = records;
        this.catalog = catalog;
        this.similar = similar;
        this.coldStart = coldStart;
    }

    /** What speaks for a service so far. */
    private record Case(double collaborative, double content, Reason reason) {
        Case with(double likeness) {
            return new Case(collaborative, Math.max(content, likeness), reason);
        }
    }

    /**
     * @param asker null for somebody unknown
     * @param clearance what policies leave him
     * @param limit 1..{@value #MOST}
     * @return the best first
     */
    public List<Recommendation> recommend(@Nullable Principal asker, Clearance clearance, int limit) {
        Map<ServiceId, Long> own = asker == null
                ? Map.of()
                : activity.get().of(asker.organisation().value(), asker.user().value());
        List<Recommendation> found = new ArrayList<>(personal(asker, clearance, own, limit));
        Set<ServiceId> known = new HashSet<>(own.keySet());
        found.forEach(one -> known.add(one.service().service()));
        Map<ServiceId, Reason> reasons = coldStart.reasons(limit, clearance);
        List<Recommendation> general = inOrder(reasons, asker, clearance);
        for (Recommendation one : ColdStart.diverse(general)) {
            if (found.size() < limit && known.add(one.service().service())) {
                found.add(one);
            }
        }
        return found;
    }

    private List<Recommendation> personal(
            @Nullable Principal asker, Clearance clearance, Map<ServiceId, Long> own, int limit) {
        if (own.isEmpty()) {
            return List.of();
        }
        Map<ServiceId, Case> cases = new HashMap<>();
        List<ServiceId> sources = mostUsed(own);
        together().of(sources).forEach((service, companion) -> cases.put(service, of(companion)));
        addAlike(cases, sources, own, clearance);
        cases.keySet().removeAll(own.keySet());
        return listed(cases.keySet(), asker, clearance).stream()
                .flatMap(service -> Optional.ofNullable(cases.get(service.service())).stream()
                        .map(made -> weigh(service, made)))
                .sorted(Comparator.comparingDouble(Recommendation::score)
                        .reversed()
                        .thenComparing(one -> one.service().manifest().name().toString()))
                .limit(limit)
                .toList();
    }

    private static List<ServiceId> mostUsed(Map<ServiceId, Long> own) {
        return own.entrySet().stream()
                .sorted(Map.Entry.<ServiceId, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().toString()))
                .limit(SOURCES)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Derived anew when something went on; twice at the same moment does no harm. */
    private Together together() {
        Activity latest = activity.get();
        Together derived = together;
        if (!derived.activity().equals(latest)) {
            derived = new Together(latest);
            together = derived;
        }
        return derived;
    }

    private static Case of(Companion companion) {
        return new Case(
                companion.similarity(), 0, new Reason(Kind.USED_TOGETHER, companion.because(), companion.common()));
    }

    private void addAlike(
            Map<ServiceId, Case> cases, List<ServiceId> sources, Map<ServiceId, Long> own, Clearance clearance) {
        List<ServiceId> first = sources.subList(0, Math.min(LIKE_SOURCES, sources.size()));
        for (ServiceVersion source : catalog.findListed(first)) {
            Reason reason = new Reason(Kind.ALIKE, source.service(), own.getOrDefault(source.service(), 0L));
            for (SimilarServices.Similar like : similar.of(source, LIKE_EACH, Viewer.ANYBODY, clearance)) {
                if (like.score() >= LEAST_LIKENESS) {
                    cases.merge(
                            like.service().service(),
                            new Case(0, like.score(), reason),
                            (before, added) -> before.with(added.content()));
                }
            }
        }
    }

    private Recommendation weigh(ServiceVersion service, Case speaking) {
        TrackRecord record = records.get().of(service.service());
        return new Recommendation(
                service,
                COLLABORATIVE * speaking.collaborative()
                        + CONTENT * speaking.content()
                        + POPULARITY * Scores.popularity(record),
                Recommendation.confidence(speaking.reason().evidence()),
                speaking.reason());
    }

    private List<Recommendation> inOrder(
            Map<ServiceId, Reason> reasons, @Nullable Principal asker, Clearance clearance) {
        Map<ServiceId, ServiceVersion> services = listed(reasons.keySet(), asker, clearance).stream()
                .collect(Collectors.toMap(ServiceVersion::service, Function.identity()));
        return reasons.entrySet().stream()
                .flatMap(entry -> Optional.ofNullable(services.get(entry.getKey())).stream()
                        .map(service -> weigh(service, new Case(0, 0, entry.getValue()))))
                .toList();
    }

    /** Those of them that may be recommended to the asker; only what everybody may see is. */
    private List<ServiceVersion> listed(
            Collection<ServiceId> services, @Nullable Principal asker, Clearance clearance) {
        if (services.isEmpty()) {
            return List.of();
        }
        return catalog.findListed(services).stream()
                .filter(Viewer.ANYBODY::sees)
                .filter(clearance::admits)
                .filter(service -> service.status() == ServiceStatus.ACTIVE)
                .filter(service -> asker == null || !service.provider().equals(asker.organisation()))
                .filter(service -> {
                    Double rating = records.get().of(service.service()).rating();
                    return rating == null || rating >= LEAST_RATING;
                })
                .toList();
    }
}
