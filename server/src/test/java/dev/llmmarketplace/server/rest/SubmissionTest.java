package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is handed in passes the phases, and its provider can follow it. */
@ExtendWith(SharedMarketplace.class)
final class SubmissionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String CONFIDENTIAL =
            "compliance: {level: confidential, certifications: [SOC2], dataResidency: [CH]}";

    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    SubmissionTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("sub");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    private String manifest(String name, String more) {
        return """
            manifestVersion: 1
            provider: %s
            name: %s
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint:
              url: https://api.example.com/v1
              authentication: {type: bearer, credential: top-secret-credential}
              upstreamModel: m
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            %s
            """.formatted(slug, name, more);
    }

    private Reply submit(String yaml, String... headers) {
        return provider.send("POST", "/api/v1/services", request -> {
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            return request.header("content-type", "application/yaml").POST(BodyPublishers.ofString(yaml));
        });
    }

    private JsonNode ended(Reply accepted) {
        String path = accepted.header("location").orElseThrow();
        await().atMost(PATIENCE)
                .until(() -> !provider.get(path).expect(200).at("/state").equals("running"));
        return provider.get(path).json();
    }

    private static List<String> states(JsonNode submission) {
        List<String> states = new ArrayList<>();
        submission
                .path("phases")
                .forEach(phase -> states.add(phase.path("state").asText()));
        return states;
    }

    @Test
    void aSubmissionPassesAllPhasesAndTellsWhatHappenedInEach() {
        Reply accepted =
                submit(manifest("followed", ""), "prefer", "respond-async").expect(202);

        JsonNode submission = ended(accepted);

        assertThat(submission.path("state").asText()).isEqualTo("published");
        assertThat(states(submission))
                .containsExactly(
                        "done", "done", "done", "passed_over", "done", "passed_over", "done", "done", "done", "done");
        assertThat(submission.at("/phases/3/log/0/text").asText()).contains("No registry is configured");
        assertThat(submission.toString()).doesNotContain("top-secret-credential");
        marketplace
                .nobody()
                .get("/api/v1/services/by-name/" + slug + "/followed")
                .expect(200);
    }

    @Test
    void theSameKeyMeansTheSameSubmission() {
        String yaml = manifest("once", "");

        Reply first = submit(yaml, "idempotency-key", slug).expect(201);
        Reply again = submit(yaml, "idempotency-key", slug).expect(201);

        assertThat(again.at("/versionId")).isEqualTo(first.at("/versionId"));
        submit(manifest("once", "tags: [other]"), "idempotency-key", slug).expectProblem(409, "conflict");
        assertThat(provider.get("/api/v1/submissions").expect(200).json().path("items"))
                .hasSize(1);
    }

    @Test
    void whatBreaksARuleIsNotStoredAndSaysWhereItFailed() {
        submit(manifest("broken", "limits: {contextTokens: 10, outputTokens: 20}"))
                .expectProblem(422, "validation_failed");

        JsonNode submission =
                provider.get("/api/v1/submissions?state=failed").json().at("/items/0");
        assertThat(submission.path("phase").asText()).isEqualTo("validate");
        assertThat(submission.at("/problem/violations")).isNotEmpty();
        provider.get("/api/v1/services/by-name/" + slug + "/broken").expectProblem(404, "not_found");
        submit(manifest("broken", "")).expect(201);
    }

    @Test
    void whatWaitsForAnApproverGoesOnWhenHeHasDecided() {
        String id = submit(manifest("sensitive", CONFIDENTIAL)).expect(201).at("/id");
        JsonNode waiting =
                provider.get("/api/v1/submissions?state=waiting").json().at("/items/0");
        assertThat(waiting.path("phase").asText()).isEqualTo("approve");
        assertThat(waiting.has("waitsUntil")).isTrue();

        marketplace
                .root()
                .post("/api/v1/services/" + id + "/versions/1.0.0/approve", "")
                .expect(200);

        String path = "/api/v1/submissions/" + waiting.path("id").asText();
        await().atMost(PATIENCE).until(() -> provider.get(path).at("/state").equals("published"));
    }

    @Test
    void whatAnApproverRejectsHasFailed() {
        String id = submit(manifest("rejected", CONFIDENTIAL)).expect(201).at("/id");

        marketplace
                .root()
                .post("/api/v1/services/" + id + "/versions/1.0.0/reject", "")
                .expect(200);

        await().atMost(PATIENCE)
                .until(() -> provider.get("/api/v1/submissions?state=failed")
                        .json()
                        .at("/items/0/phase")
                        .asText()
                        .equals("approve"));
        assertThat(provider.get("/api/v1/services/" + id + "/versions/1.0.0").at("/status"))
                .isEqualTo("rejected");
    }

    @Test
    void progressIsHeardAsItHappens() {
        Reply accepted =
                submit(manifest("heard", ""), "prefer", "respond-async").expect(202);

        String events = provider.get(accepted.header("location").orElseThrow() + "/events")
                .text();

        assertThat(events).contains("event: submission\ndata: {").contains("\"state\":\"published\"");
    }

    @Test
    void othersDoNotSeeItAndOnlyWhatWasGivenUpIsRetried() {
        String path = submit(manifest("mine", ""), "prefer", "respond-async")
                .expect(202)
                .header("location")
                .orElseThrow();
        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        rival.get(path).expectProblem(404, "not_found");
        rival.get(path + "/events").expectProblem(404, "not_found");
        assertThat(rival.get("/api/v1/submissions").json().path("items")).isEmpty();
        provider.post(path + "/retry", "").expectProblem(409, "conflict");
    }

    @Test
    void aStandingVerdictHindersPublishing() {
        marketplace
                .root()
                .put("/api/v1/verdicts/" + UUID.randomUUID(), """
                    {"subject": {"kind": "model", "value": "%s-model"}, "effect": "deny", "policy": "p-1",
                     "reason": "Not here."}
                    """.formatted(slug))
                .expect(200);

        Reply refused = submit(manifest("denied", "model: " + slug + "-model"));

        assertThat(refused.text()).contains("Not here.");
        refused.expectProblem(403, "policy_denied");
    }
}
