package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is said of a listed version may be said better without a new version of it. */
@ExtendWith(SharedMarketplace.class)
final class RevisionTest {
    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;
    private String id = "";

    RevisionTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aListedService() {
        slug = marketplace.unique("words");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
        id = provider.publish(manifest("A chat", "0.60")).expect(201).at("/id");
    }

    private String manifest(String title, String outputPrice) {
        return """
                manifestVersion: 1
                provider: %s
                name: chat
                version: 1.0.0
                title: %s
                description: A service that says what it does.
                category: text-generation
                tags: [chat]
                capabilities: [{name: chat}]
                pricing: {model: per-token, rates: {input: 0.15, output: "%s"}}
                documents: {documentation: Ask it., licence: MIT}
                """.formatted(slug, title, outputPrice);
    }

    private String listing() {
        return "/api/v1/services/" + id + "/listing";
    }

    private Reply send(String method, String etag, String type, String body) {
        return provider.send(
                method,
                listing(),
                request -> request.header("content-type", type)
                        .header("if-match", etag)
                        .method(method, BodyPublishers.ofString(body)));
    }

    private Reply patch(String etag, String body) {
        return send("PATCH", etag, "application/json", body);
    }

    @Test
    void textsTagsAndLogoChangeWithoutANewVersionAndWhoDidItIsKept() {
        Reply before = provider.get(listing()).expect(200);
        assertThat(before.header("etag")).contains("\"1.0.0-0\"");

        Reply revised = patch("\"1.0.0-0\"", """
                {"title": "A better chat", "tags": ["chat", "quixotic"],
                 "documents": {"logoUrl": "https://words.example/logo.svg", "documentation": null}}
                """).expect(200);

        assertThat(revised.header("etag")).contains("\"1.0.0-1\"");
        Reply shown = marketplace.nobody().get("/api/v1/services/" + id).expect(200);
        assertThat(shown.at("/title")).isEqualTo("A better chat");
        assertThat(shown.at("/version")).isEqualTo("1.0.0");
        assertThat(shown.at("/documents/logoUrl")).isEqualTo("https://words.example/logo.svg");
        assertThat(shown.json().at("/documents").has("documentation")).isFalse();
        assertThat(shown.at("/documents/licence")).isEqualTo("MIT");
        Reply kept = provider.get(listing() + "/revisions").expect(200);
        assertThat(kept.at("/items/0/revision")).isEqualTo("1");
        assertThat(kept.at("/items/0/by")).isEqualTo("provider");
        assertThat(kept.at("/items/0/actor")).isNotEmpty();
        assertThat(kept.at("/items/0/changes/0/field")).isEqualTo("title");
        assertThat(kept.at("/items/0/changes/0/before")).isEqualTo("A chat");
        assertThat(kept.at("/items/0/changes/0/after")).isEqualTo("A better chat");
        assertThat(provider.get("/api/v1/services/" + id + "/history")
                        .expect(200)
                        .at("/items/0/revised"))
                .isEqualTo("true");
        await("searches find it by its new tag")
                .atMost(Duration.ofSeconds(30))
                .until(() -> marketplace
                        .nobody()
                        .get("/api/v1/search?q=quixotic")
                        .text()
                        .contains(slug + "/chat"));
    }

    @Test
    void ofTwoWhoReviseTheSameOneWins() {
        patch("\"1.0.0-0\"", "{\"title\": \"First\"}").expect(200);

        patch("\"1.0.0-0\"", "{\"title\": \"Second\"}").expectProblem(409, "conflict");

        assertThat(provider.get(listing()).at("/title")).isEqualTo("First");
    }

    @Test
    void whatCallersRelyOnNeedsANewVersion() {
        Reply refused = patch("\"1.0.0-0\"", """
                {"title": "Dearer", "pricing": {"model": "free"}, "documents": {"licence": "GPL"}}
                """).expectProblem(422, "validation_failed");

        assertThat(refused.violation("/pricing").path("mend").asText()).contains("new version");
        refused.violation("/documents/licence");
        assertThat(send("PUT", "\"1.0.0-0\"", "application/yaml", manifest("Dearer", "0.70"))
                        .expectProblem(422, "validation_failed")
                        .violation("/pricing")
                        .path("line")
                        .asInt())
                .isPositive();
        assertThat(provider.get(listing()).at("/title")).isEqualTo("A chat");
    }

    @Test
    void theRulesOfTextsHold() {
        patch("\"1.0.0-0\"", "{\"description\": \"Look: <script>alert(1)</script>\"}")
                .expectProblem(422, "validation_failed")
                .violation("/description");
        patch("\"1.0.0-0\"", "{\"tags\": [\"Not A Tag\"]}").expectProblem(422, "validation_failed");
    }

    @Test
    void policiesJudgeWhatTheySeeOfIt() {
        marketplace
                .root()
                .send("PUT", "/api/v1/policies", "application/yaml", """
                policies:
                  - id: %s
                    type: security
                    severity: high
                    title: Plain words
                    remediation: Say it plainly.
                    field: /tags
                    when: provider.slug == '%s'
                    require: "!('best' in service.tags)"
                """.formatted(slug, slug)
                        .getBytes(StandardCharsets.UTF_8))
                .expect(200);

        assertThat(patch("\"1.0.0-0\"", "{\"tags\": [\"best\"]}")
                        .expectProblem(422, "validation_failed")
                        .violation("/tags")
                        .path("id")
                        .asText())
                .isEqualTo("policy/" + slug);
        patch("\"1.0.0-0\"", "{\"tags\": [\"good\"]}").expect(200);
    }

    @Test
    void aManifestThatSaysTheSameInOtherWordsIsARevision() {
        String better = manifest("A better chat", "0.60");
        Reply report = provider.post(
                        "/api/v1/services/validate", "application/yaml", better.getBytes(StandardCharsets.UTF_8))
                .expect(200);

        assertThat(report.at("/valid")).isEqualTo("true");
        assertThat(report.at("/plan/action")).isEqualTo("REVISE");
        assertThat(report.at("/plan/revises/service")).isEqualTo(id);
        send("PUT", report.at("/plan/revises/etag"), "application/yaml", better).expect(200);
        assertThat(marketplace.nobody().get("/api/v1/services/" + id).at("/title"))
                .isEqualTo("A better chat");
    }

    @Test
    void anotherProvidersListingIsNotTouched() {
        Api stranger = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        stranger.get(listing()).expectProblem(403, "forbidden");
        stranger.send(
                        "PATCH",
                        listing(),
                        request -> request.header("content-type", "application/json")
                                .header("if-match", "\"1.0.0-0\"")
                                .method("PATCH", BodyPublishers.ofString("{\"title\": \"Mine\"}")))
                .expectProblem(403, "forbidden");
        stranger.get(listing() + "/revisions").expectProblem(403, "forbidden");
    }
}
