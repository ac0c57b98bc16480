package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who must decide about a version, and that nobody decides alone, twice, or about his own. */
final class ApprovalTest {
    private static final Api NOBODY = new Api(URI.create("http://localhost"), Optional.empty());

    private static TestMarketplace marketplace;
    private static Api approver;
    private static Api second;
    private String slug = "";
    private Api provider = NOBODY;

    @BeforeAll
    static void open() {
        marketplace = new TestMarketplace(
                builder -> builder.set("publishing.approval.levels-restricted", "approver,super_admin")
                        .set("publishing.approval.trust", "2"));
        String office = marketplace.organisation("office");
        approver = marketplace.user(office, "approver");
        second = marketplace.user(office, "approver");
    }

    @AfterAll
    static void close() {
        marketplace.close();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("app");
        provider = marketplace.user(marketplace.organisation(slug), "provider", "approver");
    }

    private Reply publish(String name, String level) {
        return provider.publish("""
            manifestVersion: 1
            provider: %s
            name: %s
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            compliance: {level: %s, certifications: [SOC2], dataResidency: [CH]}
            """.formatted(slug, name, level)).expect(201);
    }

    private JsonNode asked(Reply published) {
        for (JsonNode item : approver.get("/api/v1/approvals?limit=100").json().path("items")) {
            if (item.path("versionId").asText().equals(published.at("/versionId"))) {
                return item;
            }
        }
        throw new AssertionError("nobody is asked about " + published.text());
    }

    private static String path(JsonNode approval) {
        return "/api/v1/approvals/" + approval.path("id").asText();
    }

    private static Reply answer(Api who, JsonNode approval, String tag, String body) {
        return who.send(
                "POST",
                path(approval) + "/answers",
                request -> request.header("if-match", tag)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String tag(Api who, JsonNode approval) {
        return who.get(path(approval)).expect(200).header("etag").orElseThrow();
    }

    @Test
    void theEvidenceIsInOneViewAndTheFirstAnswerCounts() {
        Reply published = publish("seen", "confidential");
        JsonNode approval = asked(published);
        Reply view = approver.get(path(approval)).expect(200);
        assertThat(view.at("/service/name")).isEqualTo(slug + "/seen");
        assertThat(view.at("/changes/action")).isEqualTo("CREATE");
        assertThat(view.at("/submission/phases/1/state")).isEqualTo("done");
        assertThat(view.at("/providersRecord/pending_approval")).isEqualTo("1");

        String seen = tag(approver, approval);
        answer(approver, approval, seen, "{\"answer\": \"approve\", \"reason\": \"Looked at.\"}")
                .expect(200);
        Reply late = answer(second, approval, seen, "{\"answer\": \"reject\", \"reason\": \"No.\"}");

        late.expectProblem(409, "conflict");
        assertThat(late.text()).contains("approved");
        assertThat(marketplace
                        .nobody()
                        .get("/api/v1/services/" + published.at("/id"))
                        .expect(200)
                        .at("/status"))
                .isEqualTo("active");
    }

    @Test
    void whoeverAsksDoesNotAnswer() {
        Reply published = publish("own", "confidential");
        JsonNode approval = asked(published);

        answer(provider, approval, tag(provider, approval), "{\"answer\": \"approve\"}")
                .expectProblem(403, "forbidden");
        provider.post("/api/v1/services/" + published.at("/id") + "/versions/1.0.0/approve", "")
                .expectProblem(403, "forbidden");
    }

    @Test
    void restrictedServicesPassEveryLevelByAnotherPerson() {
        Reply published = publish("levels", "restricted");
        JsonNode approval = asked(published);

        Reply first = answer(approver, approval, tag(approver, approval), "{\"answer\": \"approve\"}")
                .expect(200);
        assertThat(first.at("/approval/turn")).isEqualTo("super_admin");
        answer(approver, approval, tag(approver, approval), "{\"answer\": \"approve\"}")
                .expectProblem(403, "forbidden");
        answer(second, approval, tag(second, approval), "{\"answer\": \"approve\"}")
                .expectProblem(403, "forbidden");
        assertThat(provider.get("/api/v1/services/" + published.at("/id")).at("/status"))
                .isEqualTo("pending_approval");

        answer(marketplace.root(), approval, tag(approver, approval), "{\"answer\": \"approve\"}")
                .expect(200);
        assertThat(provider.get("/api/v1/services/" + published.at("/id")).at("/status"))
                .isEqualTo("active");
    }

    @Test
    void whatIsToBeChangedMayBeHandedInAgainUnderTheSameNumber() {
        Reply published = publish("mended", "confidential");
        JsonNode approval = asked(published);

        answer(approver, approval, tag(approver, approval), "{\"answer\": \"request_changes\"}")
                .expectProblem(422, "validation_failed");
        answer(approver, approval, tag(approver, approval), """
            {"answer": "request_changes", "reason": "Say where the data lies."}\
            """).expect(200);

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        provider.get("/api/v1/submissions?state=failed").text().contains("Say where the data lies."));
        publish("mended", "confidential");
    }

    @Test
    void whoHasOftenBeenApprovedIsTrustedButNotWithRestrictedServices() {
        for (String name : new String[] {"one", "two"}) {
            JsonNode approval = asked(publish(name, "confidential"));
            answer(approver, approval, tag(approver, approval), "{\"answer\": \"approve\"}")
                    .expect(200);
        }

        assertThat(publish("three", "confidential").at("/status")).isEqualTo("active");
        assertThat(publish("four", "restricted").at("/status")).isEqualTo("pending_approval");
    }

    @Test
    void onlyTheRequesterTakesAQuestionBack() {
        JsonNode approval = asked(publish("back", "confidential"));
        Api other = marketplace.user(marketplace.organisation(marketplace.unique("other")), "provider");

        other.post(path(approval) + "/cancel", "").expectProblem(403, "forbidden");
        assertThat(provider.post(path(approval) + "/cancel", "").expect(200).at("/state"))
                .isEqualTo("cancelled");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> provider.get("/api/v1/services/by-name/" + slug + "/back")
                                .status()
                        == 404);
    }
}
