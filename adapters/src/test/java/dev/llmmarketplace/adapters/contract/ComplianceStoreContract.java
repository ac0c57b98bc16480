package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Farewell;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.ComplianceStore;
import dev.llmmarketplace.core.governance.ComplianceStore.Judged;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.Revalidate;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ComplianceStore} does, and {@link Revalidate} with it. */
public abstract class ComplianceStoreContract {
    private static final PolicyFinding FINDING = new PolicyFinding(
            "tried", PolicySeverity.HIGH, Consequence.BLOCK, "/title", "another", "it is not", "Change it.", null);

    protected abstract Stores stores();

    protected abstract ComplianceStore compliance();

    @Test
    void whatPoliciesHaveSuspendedTheyTakeBack() {
        ServiceVersion version = new Trade(stores()).active();

        assertThat(compliance().suspend(version.id(), List.of(FINDING))).isTrue();
        assertThat(compliance().suspend(version.id(), List.of(FINDING))).isFalse();
        assertThat(status(version)).isEqualTo(ServiceStatus.SUSPENDED);
        assertThat(all()).contains(version.id().toString());

        assertThat(compliance().reinstate(version.id())).isTrue();
        assertThat(compliance().reinstate(version.id())).isFalse();
        assertThat(status(version)).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void whatAPersonHasSuspendedIsNotTheirs() {
        ServiceVersion byPerson = new Trade(stores()).active();
        stores().catalog().transition(byPerson.id(), ServiceStatus.SUSPENDED, "complaints");
        ServiceVersion takenOver = new Trade(stores()).active();
        compliance().suspend(takenOver.id(), List.of(FINDING));
        stores().catalog().transition(takenOver.id(), ServiceStatus.ACTIVE, "I know better");
        stores().catalog().transition(takenOver.id(), ServiceStatus.SUSPENDED, "I do not");

        assertThat(compliance().reinstate(byPerson.id())).isFalse();
        assertThat(compliance().reinstate(takenOver.id())).isFalse();
        assertThat(all())
                .doesNotContain(byPerson.id().toString(), takenOver.id().toString());
    }

    @Test
    void whatWasJudgedIsDueAgainAfterAWhile() {
        ServiceVersion version = new Trade(stores()).active();
        assertThat(due(version, now().minusSeconds(60))).isTrue();

        compliance().noteJudged(List.of(new Judged(version, List.of())), "basis", now());

        assertThat(due(version, now().minusSeconds(60))).isFalse();
        assertThat(due(version, now().plusSeconds(60))).isTrue();
    }

    @Test
    void whatWasImportedCountsAsJudgedForADayByTheSamePolicies() {
        ServiceVersion imported = imported();
        compliance().noteJudged(List.of(new Judged(imported, List.of())), "basis", now());

        assertThat(due(imported, now().plusSeconds(60), "basis")).isFalse();
        assertThat(due(imported, now().plusSeconds(60), "others")).isTrue();
        assertThat(due(imported, now().minusSeconds(60), "others")).isTrue();
        assertThat(due(imported, now().minusSeconds(60), null)).isFalse();
        assertThat(due(imported, now().plusSeconds(60), null)).isTrue();
        compliance().noteJudged(List.of(new Judged(imported, List.of())), "basis", now().minus(2, ChronoUnit.DAYS));
        assertThat(due(imported, now(), "basis")).isTrue();
    }

    @Test
    void whatWasImportedIsSuspendedAndReturnsLikeTheRest() {
        ServiceVersion imported = imported();

        revalidate(about -> report(about, imported)).all();
        assertThat(status(imported)).isEqualTo(ServiceStatus.SUSPENDED);
        revalidate(about -> new PolicyReport("none", List.of())).all();
        assertThat(status(imported)).isEqualTo(ServiceStatus.ACTIVE);
    }

    private ServiceVersion imported() {
        ServiceManifest listing =
                Manifests.listing(Manifests.names("imports-" + Ids.next(), 1).getFirst(), 5, LocalDate.of(2026, 11, 2));
        stores().catalog().importListings(List.of(listing));
        return stores().catalog().findCurrent(listing.name()).orElseThrow();
    }

    @Test
    void anEngineThatIsAwayLeavesEverythingAsItIs() {
        ServiceVersion active = new Trade(stores()).active();
        ServiceVersion suspended = new Trade(stores()).active();
        compliance().suspend(suspended.id(), List.of(FINDING));

        Revalidate.Outcome outcome = revalidate(about -> {
                    throw new ProblemException(ErrorCode.UNAVAILABLE, "away");
                })
                .all();

        assertThat(outcome.complete()).isFalse();
        assertThat(status(active)).isEqualTo(ServiceStatus.ACTIVE);
        assertThat(status(suspended)).isEqualTo(ServiceStatus.SUSPENDED);
    }

    @Test
    void whatIsBlockedIsSuspendedAndOnlyThat() {
        ServiceVersion bad = new Trade(stores()).active();
        ServiceVersion good = new Trade(stores()).active();
        PolicyEngine strict = about -> report(about, bad);

        assertThat(revalidate(strict).all().suspended()).isEqualTo(1);
        assertThat(status(bad)).isEqualTo(ServiceStatus.SUSPENDED);
        assertThat(status(good)).isEqualTo(ServiceStatus.ACTIVE);

        assertThat(revalidate(about -> new PolicyReport("none", List.of()))
                        .all()
                        .reinstated())
                .isPositive();
        assertThat(status(bad)).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void whatIsDeprecatedIsJudgedTooAndStaysSoWithItsEnd() {
        ServiceVersion version = new Trade(stores()).active();
        Instant sunset = now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        ServiceVersion deprecated = stores().catalog().deprecate(version.id(), new Farewell(sunset, null), "replaced");

        assertThat(revalidate(about -> report(about, version)).all().suspended())
                .isEqualTo(1);
        assertThat(stores().catalog().findDue(sunset)).contains(version.id());
        assertThat(compliance().reinstate(version.id())).isTrue();

        ServiceVersion returned = stores().catalog().findVersion(version.id()).orElseThrow();
        assertThat(returned.status()).isEqualTo(ServiceStatus.DEPRECATED);
        assertThat(returned.farewell()).isEqualTo(deprecated.farewell());
        assertThat(returned.deprecatedAt()).isEqualTo(deprecated.deprecatedAt());
    }

    private static PolicyReport report(PolicyCase about, ServiceVersion bad) {
        boolean blocked = about.manifest().name().equals(bad.manifest().name());
        return new PolicyReport("strict", blocked ? List.of(FINDING) : List.of());
    }

    private Revalidate revalidate(PolicyEngine engine) {
        return new Revalidate(compliance(), stores().access(), engine, Time.system());
    }

    private boolean due(ServiceVersion version, Instant before) {
        return due(version, before, null);
    }

    private boolean due(ServiceVersion version, Instant before, @Nullable String basis) {
        return compliance().due(before, now(), basis, 10_000).stream()
                .anyMatch(each -> each.id().equals(version.id()));
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        compliance().readAll(version -> all.add(version.id().toString()));
        return all;
    }

    private ServiceStatus status(ServiceVersion version) {
        return stores().catalog().findVersion(version.id()).orElseThrow().status();
    }
}
