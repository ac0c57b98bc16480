package dev.llmmarketplace.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import dev.llmmarketplace.server.registry.StandInRegistry.Mood;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A registry that is well, away, slow or wrong: what is handed in is registered or waits, and nothing is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PublishingWithRegistryTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final StandInRegistry registry = new StandInRegistry();
    private TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    @BeforeAll
    void open() {
        marketplace = new TestMarketplace(
                builder -> builder.set("registry.url", registry.address().toString()));
    }

    @AfterAll
    void close() {
        marketplace.close();
        registry.close();
    }

    @BeforeEach
    void aProvider() {
        registry.is(Mood.WELL);
        slug = marketplace.unique("reg");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    private Reply submit(String name, String description) {
        return submit(name, "1.0.0", description);
    }

    private Reply submit(String name, String version, String description) {
        String yaml = """
                manifestVersion: 1
                provider: %s
                name: %s
                version: %s
                title: A service
                description: %s
                category: text-generation
                capabilities: [{name: chat}]
                endpoint: {url: "https://api.example.com/v1", authentication: {type: bearer}}
                pricing: {model: per-token, rates: {input: 0.15, output: 0.6}}
                compliance: {dataResidency: [CH]}
                """.formatted(slug, name, version, description);
        return provider.send(
                        "POST",
                        "/api/v1/services",
                        request -> request.header("content-type", "application/yaml")
                                .header("prefer", "respond-async")
                                .POST(BodyPublishers.ofString(yaml)))
                .expect(202);
    }

    private JsonNode when(Reply accepted, String state) {
        String path = accepted.header("location").orElseThrow();
        await().atMost(PATIENCE)
                .until(() -> provider.get(path).expect(200).at("/state").equals(state));
        return provider.get(path).json();
    }

    /** Of the registry. */
    private static JsonNode phase(JsonNode submission) {
        for (JsonNode phase : submission.path("phases")) {
            if (phase.path("phase").asText().equals("registry")) {
                return phase;
            }
        }
        throw new AssertionError(submission);
    }

    private String standing(String name) {
        return registry.find(slug + "/" + name, "1.0.0")
                .map(asset ->
                        asset.at("/metadata/annotations/marketplace.status").asText())
                .orElse("absent");
    }

    @Test
    void aVersionIsRegisteredAndItsLifeIsFollowed() {
        JsonNode published = when(submit("known", "Answers questions."), "published");

        assertThat(phase(published).path("state").asText()).isEqualTo("done");
        assertThat(phase(published).at("/log/0/text").asText()).startsWith("Registered as 01HZ");
        await().atMost(PATIENCE).until(() -> standing("known").equals("active"));
        String id = provider.get("/api/v1/services/by-name/" + slug + "/known").at("/id");
        marketplace.root().post("/api/v1/services/" + id + "/versions/1.0.0/suspend", "{\"reason\": \"A test.\"}");
        await().atMost(PATIENCE).until(() -> standing("known").equals("suspended"));
    }

    @Test
    void aRegistryThatStumblesIsAskedAgain() {
        registry.failuresToCome.set(2);

        JsonNode published = when(submit("patient", "Answers questions."), "published");

        assertThat(phase(published).path("attempts").asInt()).isEqualTo(3);
        assertThat(registry.find(slug + "/patient", "1.0.0")).isPresent();
    }

    @Test
    void whatWasHandedOverMeanwhileIsNotRecordedForItsNewOwner() {
        when(submit("sold", "Answers questions."), "published");
        String id = provider.get("/api/v1/services/by-name/" + slug + "/sold").at("/id");
        String buyers = marketplace.unique("buys");
        Api buyer = marketplace.user(marketplace.organisation(buyers), "provider");
        String transfer = provider.post("/api/v1/services/" + id + "/transfers", "{\"to\": \"" + buyers + "\"}")
                .expect(201)
                .at("/id");
        registry.is(Mood.UNAVAILABLE);
        Reply late = submit("sold", "1.1.0", "Answers more questions.");
        String path = late.header("location").orElseThrow();
        await("it is past the question who may")
                .atMost(PATIENCE)
                .until(() ->
                        phase(provider.get(path).json()).path("state").asText().equals("retrying"));

        buyer.post("/api/v1/transfers/" + transfer + "/accept", "").expect(200);
        registry.is(Mood.WELL);

        assertThat(when(late, "failed").toString()).contains(slug + "/sold is " + buyers + "'s");
        assertThat(buyer.get("/api/v1/services/by-name/" + slug + "/sold").at("/version"))
                .isEqualTo("1.0.0");
    }

    @Test
    void whatTheRegistryRefusesIsRefused() {
        JsonNode failed = when(submit("refused", "Please refuse me."), "failed");

        assertThat(failed.toString()).contains("Asset validation failed");
        provider.get("/api/v1/services/by-name/" + slug + "/refused").expectProblem(404, "not_found");
    }

    @Test
    void afterFiveFailuresASubmissionIsGivenUpAndCanBeRetried() {
        registry.is(Mood.UNAVAILABLE);
        Reply accepted = submit("dead", "Answers questions.");
        await("undoing waits for the registry as well")
                .atMost(PATIENCE)
                .until(() -> phase(provider.get(accepted.header("location").orElseThrow())
                                .json())
                        .path("state")
                        .asText()
                        .equals("failed"));

        registry.is(Mood.WELL);
        when(accepted, "dead");
        provider.post(accepted.header("location").orElseThrow() + "/retry", "");

        when(accepted, "published");
        assertThat(registry.find(slug + "/dead", "1.0.0")).isPresent();
    }
}
