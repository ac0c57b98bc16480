package dev.llmmarketplace.core.publishing.probe;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.Disagreement;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.SourceStatements;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.livetest.Finding;
import dev.llmmarketplace.core.publishing.livetest.LiveTests;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Tests what is listed again and again. A version that does not serve in several probes in a row is suspended; it is probed
 * on, and returns with the first that it passes, if the policies let it. Nobody is suspended for a silence while others
 * cannot be heard either.
 * Blocking; thread-safe, and several processes share the work.
 */
public final class Probing {
    private static final int SAMPLE = 30;

    private final ProbeStore store;
    private final CatalogStore catalog;
    private final Prices prices;
    private final LiveTests tests;
    private final Witnesses witnesses;
    private final Predicate<ServiceVersion> returning;
    private final ProbeRules rules;
    private final InstantSource clock;

    /** @param returning asked about what is to return from quarantine; false keeps it there until the next probe */
    public Probing(
            ProbeStore store,
            CatalogStore catalog,
            Prices prices,
            Calls calls,
            Predicate<ServiceVersion> returning,
            ProbeRules rules,
            InstantSource clock) {
        this.returning = returning;
        this.store = store;
        this.catalog = catalog;
        this.prices = prices;
        this.tests = calls.tests();
        this.witnesses = new Witnesses(this::sample, calls.reachability());
        this.rules = rules;
        this.clock = clock;
    }

    /** What services are called with. */
    public record Calls(LiveTests tests, Reachability reachability) {}

    /**
     * What prices are compared with.
     *
     * @param threshold per cent by which sources may differ
     */
    public record Prices(SourceStatements statements, int threshold) {}

    /** How one probe ended. */
    public enum Outcome implements WireName {
        PASSED("passed"),
        FAILED("failed"),
        /** It has failed once too often. */
        QUARANTINED("quarantined"),
        READMITTED("readmitted"),
        /** Nobody answered, and nobody else did: our own network is away, or there is nobody else to ask. */
        INCONCLUSIVE("inconclusive"),
        /** The provider takes no more calls for the moment; it is left alone for longer. */
        LIMITED("limited"),
        /** Nothing could be called. */
        UNTESTED("untested"),
        /** It is not listed any more, or the program is about to end. */
        LEFT("left");

        private final String wireName;

        Outcome(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** Takes in what has been listed since it was last called. */
    public void enrol() {
        store.enrol(clock.instant(), rules.interval());
    }

    /** Probes one version that is due; empty when none is. */
    public Optional<Outcome> next() {
        Instant now = clock.instant();
        return store.claim(now, now.plus(LiveTests.LONGEST)).map(this::probe);
    }

    private Outcome probe(ProbeStore.Due due) {
        Optional<ServiceVersion> listed =
                catalog.findVersion(due.version()).filter(version -> due.quarantined() || current(version));
        if (listed.isEmpty()) {
            store.forget(due.version());
            return Outcome.LEFT;
        }
        ServiceVersion version = listed.get();
        List<Finding> findings = tests.run(version.manifest(), catalog.credentials(version.service()));
        return Thread.currentThread().isInterrupted() ? Outcome.LEFT : conclude(due, version, findings);
    }

    private boolean current(ServiceVersion version) {
        return version.status().callable()
                && catalog.findListed(List.of(version.service())).stream()
                        .anyMatch(listed -> listed.id().equals(version.id()));
    }

    private Outcome conclude(ProbeStore.Due due, ServiceVersion version, List<Finding> findings) {
        Inspection seen = Inspection.of(findings, due.standing());
        return switch (seen.result()) {
            case SERVES -> passed(due, version, seen);
            case FAILS -> failed(due, version, seen);
            case UNTESTED -> {
                record(version, seen, due.standing().failures());
                yield Outcome.UNTESTED;
            }
            case LIMITED -> {
                int failures = due.standing().failures();
                record(version, seen, failures, rules.rest(chance()));
                yield Outcome.LIMITED;
            }
            case SILENT ->
                switch (witnesses.about(version.manifest().endpoints())) {
                    case NETWORK_IS_THERE -> failed(due, version, seen);
                    case NETWORK_IS_AWAY -> {
                        store.postpone(version.id(), clock.instant().plus(rules.pause(1, 0)));
                        yield Outcome.INCONCLUSIVE;
                    }
                    case NONE -> {
                        record(version, seen, due.standing().failures());
                        yield Outcome.INCONCLUSIVE;
                    }
                };
        };
    }

    private List<Endpoint> sample() {
        return store.sample(SAMPLE).stream()
                .flatMap(version -> version.manifest().endpoints().stream())
                .toList();
    }

    private Outcome passed(ProbeStore.Due due, ServiceVersion version, Inspection seen) {
        record(version, seen, 0);
        boolean returns = due.quarantined() && returning.test(version) && store.readmit(version.id());
        return returns ? Outcome.READMITTED : Outcome.PASSED;
    }

    private Outcome failed(ProbeStore.Due due, ServiceVersion version, Inspection seen) {
        int failures = due.standing().failures() + 1;
        record(version, seen, failures);
        if (due.quarantined() || !rules.quarantines() || failures < rules.failures()) {
            return Outcome.FAILED;
        }
        String reason = "It failed " + failures + " probes in a row, and returns by itself when it passes one. "
                + seen.outage();
        return store.quarantine(version.id(), reason) ? Outcome.QUARANTINED : Outcome.FAILED;
    }

    private void record(ServiceVersion version, Inspection seen, int failures) {
        record(version, seen, failures, rules.pause(failures, chance()));
    }

    private void record(ServiceVersion version, Inspection seen, int failures, Duration pause) {
        List<Check> checks = new ArrayList<>(seen.checks());
        checks.add(pricing(version));
        store.record(
                version,
                seen.standing().withFailures(failures),
                checks,
                clock.instant().plus(pause));
    }

    private static double chance() {
        return RandomGenerator.getDefault().nextDouble();
    }

    private Check pricing(ServiceVersion version) {
        List<Disagreement> found =
                Disagreement.about(version, prices.statements().of(version.service()), prices.threshold());
        String complaint = "Public catalogues say otherwise about "
                + found.stream().map(Probing::sentence).collect(Collectors.joining("; "))
                + ". Correct the manifest, or have the catalogue corrected.";
        return new Check(Kind.SOURCES_DISAGREE, "prices and limits", found.isEmpty() ? null : complaint);
    }

    private static String sentence(Disagreement disagreement) {
        return disagreement.field() + " ("
                + disagreement.stated().stream()
                        .map(stated -> stated.provenance().source() + ": " + stated.value())
                        .collect(Collectors.joining(", "))
                + ")";
    }
}
