package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.contract.Stores;
import dev.llmmarketplace.adapters.contract.Trade;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.governance.Revalidate;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Check;
import dev.llmmarketplace.core.publishing.probe.ListingFinding.Kind;
import dev.llmmarketplace.core.publishing.probe.Standing;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quarantine, and what ends it. */
final class PostgresProbeStoreTest {
    private static final PolicyFinding FINDING = new PolicyFinding(
            "tried", PolicySeverity.HIGH, Consequence.BLOCK, "/title", "another", "it is not", "Change it.", null);
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private final Installation installation = Engine.EMBEDDED.fresh();
    private final Stores stores = installation.stores();
    private final PostgresCatalogStore catalog = (PostgresCatalogStore) stores.catalog();
    private final PostgresProbeStore probes = new PostgresProbeStore(installation.database(), catalog, Time.system());
    private final PostgresComplianceStore compliance =
            new PostgresComplianceStore(installation.database(), catalog, Time.system());
    private final ServiceVersion version = new Trade(stores).active();

    @AfterEach
    void close() {
        installation.close();
    }

    private ServiceStatus status() {
        return catalog.findVersion(version.id()).orElseThrow().status();
    }

    private boolean admitted(PolicyReport report) {
        return new Revalidate(compliance, stores.access(), about -> report, Time.system()).admits(version);
    }

    @Test
    void whatAPolicyBlocksMeanwhileDoesNotReturnFromQuarantineButWhenThePolicyIsKept() {
        probes.quarantine(version.id(), "It is silent.");

        assertThat(admitted(new PolicyReport("strict", List.of(FINDING)))).isFalse();

        assertThat(probes.readmit(version.id())).isFalse();
        assertThat(status()).isEqualTo(ServiceStatus.SUSPENDED);
        assertThat(compliance.reinstate(version.id())).isTrue();
        assertThat(status()).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void whatNoPolicyBlocksReturnsFromQuarantine() {
        probes.quarantine(version.id(), "It is silent.");

        assertThat(admitted(new PolicyReport("lax", List.of()))).isTrue();
        assertThat(probes.readmit(version.id())).isTrue();
        assertThat(status()).isEqualTo(ServiceStatus.ACTIVE);
    }

    @Test
    void whileThePoliciesCannotBeAskedNothingReturns() {
        probes.quarantine(version.id(), "It is silent.");
        Revalidate away = new Revalidate(
                compliance,
                stores.access(),
                about -> {
                    throw new ProblemException(ErrorCode.UNAVAILABLE, "away");
                },
                Time.system());

        assertThat(away.admits(version)).isFalse();
        assertThat(probes.readmit(version.id())).isTrue();
    }

    @Test
    void whatAPersonSuspendsForGoodNeitherProbesNorPoliciesTakeBack() {
        probes.quarantine(version.id(), "It is silent.");
        catalog.transition(version.id(), ServiceStatus.SUSPENDED, "Complaints.");
        assertThat(probes.readmit(version.id())).isFalse();

        catalog.transition(version.id(), ServiceStatus.ACTIVE, "All is well.");
        compliance.suspend(version.id(), List.of(FINDING));
        catalog.transition(version.id(), ServiceStatus.SUSPENDED, "Complaints again.");
        assertThat(compliance.reinstate(version.id())).isFalse();
        assertThat(status()).isEqualTo(ServiceStatus.SUSPENDED);
    }

    @Test
    void whatIsRetiredHasNothingToBeLookedAt() {
        Check silent = new Check(Kind.OUTAGE, "main, call", "No answer.");
        probes.record(version, Standing.NEW, List.of(silent), LATER);
        assertThat(probes.findings(version.service())).allMatch(finding -> finding.closedAt() == null);

        catalog.transition(version.id(), ServiceStatus.RETIRED, "Over.");

        assertThat(probes.findings(version.service())).hasSize(1).allMatch(finding -> finding.closedAt() != null);
    }
}
