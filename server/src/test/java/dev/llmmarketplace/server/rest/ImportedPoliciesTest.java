package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operator's policies hold for what public catalogues list, too. */
@ExtendWith(SharedMarketplace.class)
final class ImportedPoliciesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestMarketplace marketplace;
    private String slug = "";

    ImportedPoliciesTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    @BeforeEach
    void anotherProvider() {
        slug = marketplace.unique("catalogued");
    }

    private Reply policy(String consequence) {
        return marketplace
                .root()
                .send("PUT", "/api/v1/policies", "application/yaml", """
                policies:
                  - id: %s
                    type: pricing
                    severity: high
                    consequence: %s
                    title: at most 10 per million
                    remediation: Look for a cheaper one.
                    when: provider.slug == '%s'
                    require: service.pricing.outputPerMillion <= 10.0
                    field: /pricing/rates/output
                """.formatted(slug, consequence, slug)
                        .getBytes(StandardCharsets.UTF_8))
                .expect(200);
    }

    private Reply imports(int price) {
        return marketplace
                .root()
                .post("/api/v1/listings", """
                        {"listings": [{"manifestVersion": 1, "provider": "%s", "name": "model", "version": "1.0.0",
                         "title": "A model", "description": "A model that a public catalogue lists.",
                         "category": "text-generation", "capabilities": [{"name": "chat"}],
                         "pricing": {"model": "per-token", "rates": {"input": 1, "output": %d},
                                     "provenance": {"source": "openrouter", "reference": "x/m", "asOf": "2026-11-01"}}}]}
                        """.formatted(slug, price))
                .expect(200);
    }

    private Reply listed() {
        return marketplace.nobody().get("/api/v1/services/by-name/" + slug + "/model");
    }

    @Test
    void whatTheyBlockIsNotListedUntilTheyAllowIt() {
        policy("block");

        Reply outcome = imports(20);

        assertThat(outcome.at("/outcomes/0/outcome")).isEqualTo("blocked");
        assertThat(outcome.at("/outcomes/0/violations/0/id")).isEqualTo("policy/" + slug);
        listed().expectProblem(404, "not_found");
        marketplace.root().delete("/api/v1/policies/" + slug).expect(204);
        await("it returns by itself").atMost(LONG).until(() -> listed().status() == 200);
    }

    @Test
    void whatIsListedIsJudgedAgainWhenTheyChange() {
        assertThat(imports(20).at("/outcomes/0/outcome")).isEqualTo("created");
        listed().expect(200);

        policy("block");

        await("it leaves the list").atMost(LONG).until(() -> listed().status() == 404);
        assertThat(imports(5).at("/outcomes/0/outcome")).isEqualTo("updated");
        assertThat(listed().expect(200).at("/version")).isEqualTo("1.0.1");
    }

    @Test
    void whatTheyWarnOfIsAFinding() {
        policy("warn");

        Reply outcome = imports(20);

        assertThat(outcome.at("/outcomes/0/outcome")).isEqualTo("created");
        assertThat(outcome.at("/outcomes/0/warnings/0/id")).isEqualTo("policy/" + slug);
        String findings = "/api/v1/services/" + listed().at("/id") + "/findings";
        Reply found = marketplace.root().get(findings).expect(200);
        assertThat(found.at("/items/0/kind")).isEqualTo("policy");
        assertThat(found.at("/items/0/subject")).isEqualTo(slug);
        marketplace.root().delete("/api/v1/policies/" + slug).expect(204);
        await("it is closed")
                .atMost(LONG)
                .until(() ->
                        marketplace.root().get(findings).json().at("/items/0").has("closedAt"));
    }

    @Test
    void aboutWhatTheyAskAnApproverItWaits() {
        policy("approval");

        assertThat(imports(20).at("/outcomes/0/warnings/0/id")).isEqualTo("policy/" + slug);

        listed().expectProblem(404, "not_found");
    }
}
