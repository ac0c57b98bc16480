package dev.llmmarketplace.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.governance.PolicyCase;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyReport;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.rest.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link PolicyEngine} decides that has the shipped policies. */
abstract class PolicyEngineContract {
    protected static final Contract CONTRACT = Contract.load();

    private static final ManifestReader MANIFESTS = new ManifestReader(CONTRACT.manifestSchema());
    private static final Organisation ACME = new Organisation(
            new OrganisationId(new UUID(1, 1)), "acme", "Acme", true, true, false, false, Instant.EPOCH);

    protected abstract PolicyEngine engine();

    @Test
    void aServiceForPublicDataKeepsThemAll() {
        PolicyReport report = judge("");

        assertThat(report.findings()).isEmpty();
        assertThat(report.blocks()).isFalse();
        assertThat(report.basis()).isNotEmpty();
    }

    @Test
    void whoTakesMoreThanPublicDataSaysWhereTheyAreKept() {
        assertBlocked("compliance: {level: internal}", "/compliance/dataResidency");
        assertThat(judge("compliance: {level: internal, dataResidency: [CH]}").blocks())
                .isFalse();
    }

    @Test
    void nothingIsKeptInABlockedCountry() {
        for (String country : List.of("KP", "IR", "SY", "CU")) {
            assertBlocked("compliance: {dataResidency: [CH, " + country + "]}", "/compliance/dataResidency");
        }
    }

    @Test
    void confidentialDataNeedOneOfTwoCertificates() {
        assertBlocked("compliance: {level: confidential, dataResidency: [CH]}", "/compliance/certifications");
        assertBlocked(
                "compliance: {level: restricted, dataResidency: [CH], certifications: [HDS]}",
                "/compliance/certifications");
        for (String certificate : List.of("SOC2", "ISO27001")) {
            String kept =
                    "compliance: {level: confidential, dataResidency: [CH], certifications: [" + certificate + "]}";
            assertThat(judge(kept).blocks()).as(certificate).isFalse();
        }
    }

    @Test
    void anEndpointAsksForACredential() {
        PolicyReport report = judge("", "{type: none}");

        assertThat(report.blocks()).isTrue();
        assertThat(report.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.field()).startsWith("/endpoint");
            assertThat(finding.remediation()).isNotEmpty();
        });
    }

    @Test
    void enterpriseSupportWithLittleAvailabilityIsAPersonsToDecide() {
        PolicyReport report = judge("serviceLevel: {support: enterprise, availability: 99.5}");

        assertThat(report.blocks()).isFalse();
        assertThat(report.needsApproval()).isTrue();
        assertThat(judge("serviceLevel: {support: enterprise, availability: 99.9}")
                        .findings())
                .isEmpty();
        assertThat(judge("serviceLevel: {support: premium, availability: 99.5}").findings())
                .isEmpty();
    }

    @Test
    void allThatIsBrokenIsFoundTheGravestFirst() {
        PolicyReport report = judge("""
                compliance: {level: confidential, dataResidency: [KP]}
                serviceLevel: {support: enterprise, availability: 98}
                """);

        assertThat(report.findings())
                .hasSize(3)
                .isSortedAccordingTo((one, other) -> one.severity().compareTo(other.severity()));
    }

    private void assertBlocked(String more, String field) {
        PolicyReport report = judge(more);
        assertThat(report.blocks()).as(more).isTrue();
        assertThat(report.findings()).extracting(PolicyFinding::field).as(more).contains(field);
        assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.remediation()).isNotEmpty());
    }

    protected final PolicyReport judge(String more) {
        return judge(more, "{type: bearer}");
    }

    private PolicyReport judge(String more, String authentication) {
        return engine().judge(PolicyCase.publication(manifest(more, authentication), ACME));
    }

    /** The wish of an organisation of that name to use a service for public data. */
    protected static PolicyCase subscribing(String slug) {
        Organisation consumer = new Organisation(
                new OrganisationId(new UUID(1, 2)), slug, slug, false, true, false, false, Instant.EPOCH);
        return new PolicyCase(
                manifest("", "{type: bearer}"),
                ACME,
                new PolicyCase.Access(consumer, "subscribe", Map.of("plan", "basic")));
    }

    /** A publication of a service for public data. */
    protected static PolicyCase publishing() {
        return PolicyCase.publication(manifest("", "{type: bearer}"), ACME);
    }

    private static ServiceManifest manifest(String more, String authentication) {
        String yaml = """
                manifestVersion: 1
                provider: acme
                name: chat
                version: 1.0.0
                title: Chat
                description: Talks about what it is asked.
                category: text-generation
                capabilities: [{name: chat}]
                endpoint: {url: 'https://api.example.com/v1', authentication: %s, upstreamModel: m}
                pricing: {model: per-token, rates: {input: 1, output: 2}}
                limits: {contextTokens: 8192, outputTokens: 1024}
                %s
                """.formatted(authentication, more);
        ManifestReading reading = MANIFESTS.read(yaml.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
        assertThat(reading).isInstanceOf(ManifestReading.Read.class);
        return ((ManifestReading.Read) reading).manifest();
    }
}
