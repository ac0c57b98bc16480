package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.FlakyUpstream;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is listed is tested again and again; what fails is a finding, and what fails again and again is in quarantine. */
final class ProbesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static FlakyUpstream one;
    private static FlakyUpstream other;
    private static TestMarketplace marketplace;
    private static Api provider;
    private static String tested;

    @BeforeAll
    static void open() throws Exception {
        one = new FlakyUpstream();
        other = new FlakyUpstream();
        marketplace = new TestMarketplace(builder -> builder.set("publishing.tests", "required")
                .set("publishing.probes.interval", "300ms")
                .set("publishing.probes.retry", "50ms")
                .set("outgoing.allow", one.authority() + "," + other.authority()));
        provider = marketplace.user(marketplace.organisation("acme"), "provider");
        publish("witness", other);
        tested = publish("tested", one);
    }

    @AfterAll
    static void close() {
        marketplace.close();
        one.close();
        other.close();
    }

    @BeforeEach
    void allIsWell() {
        one.recover();
        other.recover();
        awaitStatus("tested", "active");
        awaitStatus("witness", "active");
        await("old findings are closed")
                .atMost(PATIENCE)
                .until(() -> openKinds().isEmpty());
    }

    private static String publish(String name, FlakyUpstream upstream) {
        return provider.publish("""
            manifestVersion: 1
            provider: acme
            name: %s
            version: 1.0.0
            title: A service
            description: Something that answers questions.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint:
              url: %s
              authentication: {type: bearer, credential: a-secret-credential}
              upstreamModel: m
            supportedParameters: [stream, tools]
            pricing: {model: per-token, currency: USD, rates: {input: 0.15, output: 0.6}}
            """.formatted(name, upstream.url())).expect(201).at("/id");
    }

    private static String status(String name) {
        return provider.get("/api/v1/services/by-name/acme/" + name).at("/status");
    }

    private static void awaitStatus(String name, String status) {
        await(name + " is " + status)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(name)).isEqualTo(status));
    }

    private static List<String> openKinds() {
        List<String> kinds = new ArrayList<>();
        for (JsonNode finding : provider.get("/api/v1/services/" + tested + "/findings")
                .expect(200)
                .json()
                .path("items")) {
            if (!finding.has("closedAt")) {
                kinds.add(finding.path("kind").asText());
            }
        }
        return kinds;
    }

    private static double probes(String outcome) {
        Matcher found = Pattern.compile("marketplace_probes_total\\{outcome=\"" + outcome + "\"} ([0-9.E]+)")
                .matcher(marketplace.root().get("/metrics").text());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    @Test
    void whatFailsAgainAndAgainIsInQuarantineUntilItServes() {
        one.answerErrors();

        awaitStatus("tested", "suspended");
        marketplace.nobody().get("/api/v1/services/by-name/acme/tested").expectProblem(404, "not_found");
        assertThat(openKinds()).contains("outage");
        assertThat(status("witness")).isEqualTo("active");

        one.recover();

        awaitStatus("tested", "active");
        marketplace.nobody().get("/api/v1/services/by-name/acme/tested").expect(200);
        await("the finding is closed").atMost(PATIENCE).until(() -> openKinds().isEmpty());
        String history = provider.get("/api/v1/services/" + tested + "/history")
                .expect(200)
                .text();
        assertThat(history).contains("probes in a row", "\"by\":\"program\"");
    }

    @Test
    void whoTakesNoMoreCallsForTheMomentIsNotOut() {
        one.answerThatThereAreTooManyCalls();
        double before = probes("limited");

        await("it is left alone again and again").atMost(PATIENCE).until(() -> probes("limited") > before + 4);
        assertThat(status("tested")).isEqualTo("active");
        assertThat(openKinds()).isEmpty();
    }

    @Test
    void whatIsSuspendedForGoodDoesNotReturnByItself() {
        String version = "/api/v1/services/" + tested + "/versions/1.0.0";
        one.answerErrors();
        awaitStatus("tested", "suspended");

        marketplace
                .root()
                .post(version + "/suspend", "{\"reason\": \"It is enough.\"}")
                .expect(200);
        one.recover();
        double before = probes("passed");
        await("others are probed on").atMost(PATIENCE).until(() -> probes("passed") > before + 8);

        assertThat(status("tested")).isEqualTo("suspended");
        marketplace.root().post(version + "/reinstate", "{}").expect(200);
        awaitStatus("tested", "active");
    }

    @Test
    void nobodyIsInQuarantineWhileNobodyAnswers() {
        one.vanish();
        other.vanish();
        double before = probes("inconclusive");

        await("many probes find nobody").atMost(PATIENCE).until(() -> probes("inconclusive") > before + 12);
        assertThat(status("tested")).isEqualTo("active");
        assertThat(status("witness")).isEqualTo("active");
        assertThat(openKinds()).isEmpty();

        other.recover();

        awaitStatus("tested", "suspended");
        assertThat(status("witness")).isEqualTo("active");
    }

    @Test
    void aCapabilityThatIsGoneIsAFindingAndNothingElse() {
        one.refuse("\"tools\"");

        await("it is found").atMost(PATIENCE).until(() -> openKinds().contains("capability-gone"));
        double before = probes("passed");
        await("it is probed on").atMost(PATIENCE).until(() -> probes("passed") > before + 8);
        assertThat(status("tested")).isEqualTo("active");

        one.recover();

        await("the finding is closed").atMost(PATIENCE).until(() -> openKinds().isEmpty());
    }

    @Test
    void aMemberThatAnswersUsedToHaveIsMissed() {
        double before = probes("passed");
        await("its answers are known").atMost(PATIENCE).until(() -> probes("passed") > before + 12);

        one.answer("{\"choices\": [{\"message\": {\"content\": \"{}\"}}], \"usage\": {}}");

        await("it is found").atMost(PATIENCE).until(() -> openKinds().contains("answer-changed"));
        assertThat(status("tested")).isEqualTo("active");
    }

    @Test
    void whatWasDeprecatedIsDeprecatedAfterItsQuarantine() {
        String deprecated = publish("leaving", one);
        provider.post("/api/v1/services/" + deprecated + "/versions/1.0.0/deprecate", "{\"reason\": \"Old.\"}")
                .expect(200);
        String sunset = provider.get("/api/v1/services/by-name/acme/leaving").at("/sunsetAt");
        one.answerErrors();
        awaitStatus("leaving", "suspended");

        one.recover();

        awaitStatus("leaving", "deprecated");
        assertThat(provider.get("/api/v1/services/by-name/acme/leaving").at("/sunsetAt"))
                .isEqualTo(sunset);
    }

    @Test
    void whoeverIsLetBackByAPersonBeginsAnew() {
        one.answerErrors();
        awaitStatus("tested", "suspended");

        marketplace
                .root()
                .post("/api/v1/services/" + tested + "/versions/1.0.0/reinstate", "{}")
                .expect(200);

        awaitStatus("tested", "suspended");
        one.recover();
        awaitStatus("tested", "active");
    }

    @Test
    void findingsAreTheProvidersOwn() {
        Api rival = marketplace.user(marketplace.organisation(marketplace.unique("rival")), "provider");

        rival.get("/api/v1/services/" + tested + "/findings").expectProblem(403, "forbidden");
        rival.get("/api/v1/services/" + tested + "/history").expectProblem(403, "forbidden");
        rival.get("/api/v1/services/" + tested + "/callers").expectProblem(403, "forbidden");
    }
}
