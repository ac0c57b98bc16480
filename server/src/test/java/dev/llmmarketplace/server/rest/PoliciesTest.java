package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policies are stated, tried, kept and waived. Those of this test are about services of its own providers only. */
@ExtendWith(SharedMarketplace.class)
final class PoliciesTest {
    private static final String POLICIES = "/api/v1/policies";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    PoliciesTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("policed");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    @Test
    void whatIsShippedIsThereAndCanBeReadByProviders() {
        assertThat(provider.get(POLICIES).expect(200).text())
                .contains(
                        "data-residency-stated",
                        "countries-blocked",
                        "confidential-certified",
                        "endpoints-secured",
                        "enterprise-available");
    }

    @Test
    void aPolicyThatBlocksIsInTheReportWithItsPlaceAndNothingIsStored() {
        Reply refused = provider.publish(manifest("kept", "compliance: {dataResidency: [CH, KP]}"))
                .expectProblem(422, "validation_failed");

        assertThat(refused.violation("/compliance/dataResidency").path("id").asText())
                .isEqualTo("policy/countries-blocked");
        assertThat(refused.violation("/compliance/dataResidency").path("page").asText())
                .isEqualTo("/api/v1/policies/countries-blocked");
        assertThat(refused.violation("/compliance/dataResidency").path("line").asInt())
                .isPositive();
        provider.get("/api/v1/services/by-name/" + slug + "/kept").expectProblem(404, "not_found");
    }

    @Test
    void aPolicyThatWantsApprovalWarnsAndWaits() {
        apply(policy("medium", "service.title == 'Something else'"));

        Reply report = provider.post("/api/v1/services/validate", "application/yaml", bytes(manifest("waits", "")))
                .expect(200);
        Reply published = provider.publish(manifest("waits", "")).expect(201);

        assertThat(report.at("/valid")).isEqualTo("true");
        assertThat(report.at("/warnings/0/id")).isEqualTo("policy/" + slug);
        assertThat(published.at("/status")).isEqualTo("pending_approval");
    }

    @Test
    void aMistakeInAnExpressionIsToldWithItsLineInTheDocument() {
        Reply refused = marketplace
                .root()
                .send("PUT", POLICIES, "application/yaml", bytes(policy("high", "service.titel == ''")))
                .expectProblem(422, "validation_failed");

        assertThat(refused.violation("/policies/0/require").path("line").asInt())
                .isEqualTo(8);
        assertThat(refused.violation("/policies/0/require").path("message").asText())
                .contains("column 8")
                .contains("titel");
        marketplace.root().get(POLICIES + "/" + slug).expectProblem(404, "not_found");
    }

    @Test
    void aPolicyIsTriedBeforeItBinds() {
        provider.publish(manifest("first", "")).expect(201);
        provider.publish(manifest("second", "")).expect(201);

        Reply trial = marketplace
                .root()
                .post(POLICIES + "/try", "application/yaml", bytes(policy("high", "service.title == 'Something else'")))
                .expect(200);

        assertThat(trial.at("/suspended")).isEqualTo("2");
        assertThat(trial.at("/affected/0/service")).isEqualTo(slug + "/first");
        assertThat(trial.at("/affected/0/findings/0/found")).isEqualTo("A chat");
        assertThat(provider.get("/api/v1/services/by-name/" + slug + "/first").at("/status"))
                .isEqualTo("active");
    }

    @Test
    void aWaiverLetsItPassAndIsNobodysOwn() {
        apply(policy("critical", "service.title == 'Something else'"));
        provider.publish(manifest("special", "")).expectProblem(422, "validation_failed");
        String waiver =
                "{\"policy\": \"%s\", \"service\": \"%s/special\", \"reason\": \"agreed\", \"expiresAt\": \"%s\"}"
                        .formatted(slug, slug, Instant.now().plus(Duration.ofDays(30)));
        Api own = marketplace.user(provider.get("/api/v1/auth/me").at("/organisation/id"), "approver");

        provider.post("/api/v1/policy-waivers", waiver).expectProblem(403, "forbidden");
        own.post("/api/v1/policy-waivers", waiver).expectProblem(403, "forbidden");
        String id = marketplace
                .root()
                .post("/api/v1/policy-waivers", waiver)
                .expect(201)
                .at("/id");

        assertThat(provider.publish(manifest("special", "")).expect(201).at("/status"))
                .isEqualTo("active");
        provider.publish(manifest("other", "")).expectProblem(422, "validation_failed");
        assertThat(provider.get("/api/v1/policy-waivers").expect(200).text()).contains(id);
        marketplace.root().delete("/api/v1/policy-waivers/" + id).expect(204);
    }

    @Test
    void aPolicyOfAccessKeepsConsumersFromSubscribing() {
        provider.publish(manifest("exclusive", "")).expect(201);
        apply(policy("high", "consumer.slug == 'somebody-else'").replace("type: pricing", "type: access-control")
                + "    occasion: access\n");
        Api consumer = marketplace.user(marketplace.organisation(marketplace.unique("wants")), "consumer");

        Reply refused = consumer.post(
                        "/api/v1/subscriptions", "{\"service\": \"%s/exclusive\", \"plan\": \"basic\"}".formatted(slug))
                .expectProblem(403, "policy_denied");

        assertThat(refused.at("/violations/0/id")).isEqualTo("policy/" + slug);
    }

    @Test
    void whatIsPublishedIsSuspendedWhileAPolicyBlocksItAndReturns() {
        provider.publish(manifest("sells", "")).expect(201);
        String listing = "/api/v1/services/by-name/" + slug + "/sells";

        apply(policy("high", "service.title == 'Something else'"));
        await("it is not listed")
                .atMost(PATIENCE)
                .untilAsserted(() -> marketplace.nobody().get(listing).expectProblem(404, "not_found"));
        assertThat(provider.get(listing).expect(200).at("/status")).isEqualTo("suspended");

        apply(policy("high", "service.title == 'A chat'"));
        await("it is listed again")
                .atMost(PATIENCE)
                .untilAsserted(() -> marketplace.nobody().get(listing).expect(200));
    }

    @Test
    void aWaiverBringsASuspendedServiceBack() {
        provider.publish(manifest("excepted", "")).expect(201);
        String listing = "/api/v1/services/by-name/" + slug + "/excepted";
        apply(policy("high", "service.title == 'Something else'"));
        await("it is suspended")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(provider.get(listing).at("/status")).isEqualTo("suspended"));

        marketplace
                .root()
                .post("/api/v1/policy-waivers", """
                        {"policy": "%s", "service": "%s/excepted", "reason": "agreed", "expiresAt": "%s"}
                        """.formatted(
                                slug, slug, Instant.now().plus(Duration.ofDays(30))))
                .expect(201);

        await("it is active again")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(provider.get(listing).at("/status")).isEqualTo("active"));
    }

    @Test
    void versionsAreKept() {
        apply(policy("high", "size(service.name) > 0"));
        apply(policy("low", "size(service.name) > 0"));
        marketplace.root().delete(POLICIES + "/" + slug).expect(204);

        Reply versions =
                marketplace.root().get(POLICIES + "/" + slug + "/versions").expect(200);

        assertThat(versions.json().at("/items")).hasSize(3);
        assertThat(versions.at("/items/0/removed")).isEqualTo("true");
        assertThat(versions.at("/items/2/severity")).isEqualTo("high");
        assertThat(marketplace.root().get(POLICIES).text()).doesNotContain(slug);
    }

    private void apply(String yaml) {
        marketplace
                .root()
                .send("PUT", POLICIES, "application/yaml", bytes(yaml))
                .expect(200);
    }

    private String policy(String severity, String require) {
        return """
                policies:
                  - id: %s
                    type: pricing
                    severity: %s
                    title: as the test wants it
                    remediation: Do as the test wants.
                    when: provider.slug == '%s'
                    require: %s
                    found: service.title
                    field: /title
                """.formatted(slug, severity, slug, require);
    }

    private String manifest(String name, String more) {
        return """
                manifestVersion: 1
                provider: %s
                name: %s
                version: 1.0.0
                title: A chat
                description: Talks about what it is asked.
                category: text-generation
                capabilities: [{name: chat}]
                endpoint: {url: 'https://api.example.com/v1', authentication: {type: bearer}, upstreamModel: m}
                pricing: {model: per-token, rates: {input: 1, output: 2}}
                limits: {contextTokens: 8192, outputTokens: 1024}
                %s
                """.formatted(slug, name, more);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
