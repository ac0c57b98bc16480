package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A listing that everybody sees and a policy denies to one organisation, looked for at every door: by its members, who are
 * not offered it, and by others, its provider's and the keepers of the catalogue, who are.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeniedListingTest {
    private static final String DENIED = "weavers/barred-loom";
    private static final String OPEN = "weavers/free-loom";
    private static final String REASON = "Barred until the review is done.";

    private final TestMarketplace marketplace = new TestMarketplace(builder -> builder.set("ranking.refresh", "200ms"));
    private final Api anyone = marketplace.nobody();
    private Api refused = anyone;
    private Api allowed = anyone;
    private Api provider = anyone;
    private String refusedOrganisation = "";

    @BeforeAll
    void list() {
        provider = marketplace.user(marketplace.organisation("weavers"), "provider");
        refusedOrganisation = marketplace.organisation("refused");
        refused = marketplace.user(refusedOrganisation, "consumer");
        allowed = marketplace.user(marketplace.organisation("allowed"), "consumer");
        list("barred-loom", "arras");
        list("free-loom", "arras");
        eventually(() -> total(allowed, "?provider=weavers") == 2);
        deny(refusedOrganisation, "service", DENIED);
        eventually(() -> !hits(refused, "?provider=weavers").contains(DENIED));
    }

    @AfterAll
    void close() {
        marketplace.close();
    }

    @Test
    void hitsLackItAndSayHowManyWereWithheldWhileCountsHaveIt() {
        for (String question :
                List.of("?model=arras", "?q=gobelins&model=arras", "?q=weavers+barred+loom&model=arras")) {
            Reply reply = refused.get("/api/v1/search" + question).expect(200);
            assertThat(hits(reply)).contains(OPEN).doesNotContain(DENIED);
            assertThat(reply.at("/withheld")).isEqualTo("1");
            assertThat(reply.at("/total")).isEqualTo("2");
            for (Api who : List.of(anyone, allowed, provider, marketplace.root())) {
                Reply other = who.get("/api/v1/search" + question).expect(200);
                assertThat(hits(other)).contains(OPEN, DENIED);
                assertThat(other.at("/withheld")).isEqualTo("0");
            }
        }
        assertThat(refused.post("/api/v1/search", "{\"model\": [\"arras\"]}")
                        .expect(200)
                        .text())
                .doesNotContain(DENIED);
    }

    @Test
    void whoAsksForItSeesItWithTheReason() {
        Reply reply =
                refused.get("/api/v1/search?model=arras&denied=true&sort=name").expect(200);
        assertThat(hits(reply)).containsExactly(DENIED, OPEN);
        assertThat(reply.at("/hits/0/service/denial/policy")).isEqualTo("review-7");
        assertThat(reply.at("/hits/0/service/denial/reason")).isEqualTo(REASON);
        assertThat(reply.json().at("/hits/1/service").has("denial")).isFalse();
        assertThat(hits(refused.post("/api/v1/search", "{\"model\": [\"arras\"], \"denied\": true}")
                        .expect(200)))
                .contains(DENIED);
        assertThat(allowed.get("/api/v1/search?model=arras&denied=true")
                        .expect(200)
                        .text())
                .contains(DENIED)
                .doesNotContain(REASON);
    }

    @Test
    void pagesAreFilledFromWhatComesNextAndNothingComesTwice() {
        for (int i = 0; i < 6; i++) {
            list("even-" + i, "paged");
            list("odd-" + i, "paged");
        }
        eventually(() -> total(allowed, "?model=paged") == 12);
        for (int i = 0; i < 6; i++) {
            deny(refusedOrganisation, "service", "weavers/even-" + i);
        }
        eventually(
                () -> refused.get("/api/v1/search?model=paged").at("/withheld").equals("6"));

        Reply first =
                refused.get("/api/v1/search?model=paged&sort=name&limit=4").expect(200);
        assertThat(hits(first)).containsExactly("weavers/odd-0", "weavers/odd-1", "weavers/odd-2", "weavers/odd-3");
        Reply second = refused.get("/api/v1/search?model=paged&sort=name&limit=4&cursor=" + first.at("/next"))
                .expect(200);
        assertThat(hits(second)).containsExactly("weavers/odd-4", "weavers/odd-5");
        assertThat(second.json().has("next")).isFalse();
    }

    @Test
    void suggestionsAndLikeServicesLackIt() {
        assertThat(refused.get("/api/v1/search/suggestions?q=barred")
                        .expect(200)
                        .text())
                .doesNotContain(DENIED);
        assertThat(allowed.get("/api/v1/search/suggestions?q=barred")
                        .expect(200)
                        .text())
                .contains(DENIED);
        String similar = "/api/v1/services/" + id(OPEN) + "/similar";
        assertThat(refused.get(similar).expect(200).text()).doesNotContain(DENIED);
        assertThat(allowed.get(similar).expect(200).text()).contains(DENIED);
    }

    @Test
    void trendsAndRecommendationsLackIt() {
        Api looker = marketplace.user(marketplace.organisation("lookers"), "consumer");
        looker.put("/api/v1/personalisation", "{\"recordInteractions\": true}").expect(200);
        for (int i = 0; i < 12; i++) {
            looker.post("/api/v1/services/" + id(DENIED) + "/interactions", "{\"kind\": \"view\"}")
                    .expect(200);
        }
        for (String door : List.of("/api/v1/services/trending?period=day", "/api/v1/recommendations?limit=50")) {
            eventually(() -> allowed.get(door).expect(200).text().contains(DENIED));
            assertThat(refused.get(door).expect(200).text()).doesNotContain(DENIED);
        }
    }

    @Test
    void theModelsPageLacksItAndSaysSo() {
        Reply page = refused.get("/api/v1/models/arras").expect(200);
        assertThat(page.text()).contains(OPEN).doesNotContain(DENIED);
        assertThat(page.at("/withheld")).isEqualTo("1");
        assertThat(allowed.get("/api/v1/models/arras").expect(200).text()).contains(OPEN, DENIED);
    }

    @Test
    void whoNamesItIsToldWhy() {
        String comparison = "/api/v1/compare?ids=" + id(OPEN) + "&ids=" + id(DENIED);
        for (String door :
                List.of("/api/v1/services/" + id(DENIED), "/api/v1/services/by-name/" + DENIED, comparison)) {
            assertThat(refused.get(door).expect(200).text()).contains(REASON);
            assertThat(allowed.get(door).expect(200).text()).doesNotContain(REASON);
        }
    }

    @Test
    void whatIsDeniedToEverybodyIsOfferedToNobodyButItsProvider() {
        list("shut-loom", "shut");
        eventually(() -> total(anyone, "?model=shut") == 1);
        deny(null, "model", "shut");
        eventually(() -> !hits(anyone, "?model=shut").contains("weavers/shut-loom"));

        assertThat(hits(allowed, "?model=shut")).isEmpty();
        assertThat(hits(provider, "?model=shut")).containsExactly("weavers/shut-loom");
        assertThat(provider.get("/api/v1/search?model=shut").text()).contains(REASON);
        assertThat(tool("search_services", "{\"query\": \"weavers shut loom\"}"))
                .doesNotContain("weavers/shut-loom");
        assertThat(tool("describe_service", "{\"name\": \"weavers/shut-loom\"}"))
                .contains(REASON);
    }

    @Test
    void nobodyIsToldOfItBySavedSearches() {
        list("early-loom", "later");
        eventually(() -> total(refused, "?model=later") == 1);
        deny(refusedOrganisation, "model", "later");
        eventually(() -> hits(refused, "?model=later").isEmpty());
        for (Api who : List.of(refused, allowed)) {
            who.post(
                            "/api/v1/saved-searches",
                            "{\"name\": \"later\", \"question\": {\"model\": [\"later\"], \"provider\": [\"weavers\"]}}")
                    .expect(201);
        }
        list("later-loom", "later");
        eventually(() -> allowed.get("/api/v1/notifications").text().contains("weavers/later-loom"));
        assertThat(refused.get("/api/v1/notifications").text()).doesNotContain("weavers/later-loom");
    }

    @Test
    void itIsOfferedAgainWhenTheVerdictIsTakenBack() {
        list("again-loom", "again");
        eventually(() -> total(refused, "?model=again") == 1);
        String verdict = deny(refusedOrganisation, "model", "again");
        eventually(() -> hits(refused, "?model=again").isEmpty());
        marketplace.root().delete(verdict).expect(204);
        eventually(() -> hits(refused, "?model=again").contains("weavers/again-loom"));
    }

    private void list(String name, String model) {
        marketplace
                .root()
                .post("/api/v1/listings", """
                    {"listings": [{"manifestVersion": 1, "provider": "weavers", "name": "%s", "version": "1.0.0",
                     "title": "Weavers %s", "description": "Weaves gobelins.", "category": "sentiment-analysis",
                     "tags": ["weaving"], "model": "%s", "capabilities": [{"name": "chat"}],
                     "pricing": {"model": "per-token", "rates": {"input": 2, "output": 10}}}]}
                    """.formatted(name, name.replace('-', ' '), model))
                .expect(200);
    }

    /** Answers where the verdict stands. */
    private String deny(@Nullable String organisation, String kind, String value) {
        String path = "/api/v1/verdicts/" + UUID.randomUUID();
        String whose = organisation == null ? "" : "\"organisationId\": \"%s\", ".formatted(organisation);
        marketplace.root().put(path, """
                    {%s"subject": {"kind": "%s", "value": "%s"}, "effect": "deny", "policy": "review-7",
                     "reason": "%s"}
                    """.formatted(whose, kind, value, REASON)).expect(200);
        return path;
    }

    private static List<String> hits(Api who, String query) {
        return hits(who.get("/api/v1/search" + query).expect(200));
    }

    private static List<String> hits(Reply reply) {
        return reply.json().path("hits").findValues("service").stream()
                .map(service -> service.path("name").asText())
                .toList();
    }

    private static int total(Api who, String query) {
        return Integer.parseInt(who.get("/api/v1/search" + query).at("/total"));
    }

    private String id(String name) {
        return marketplace
                .root()
                .get("/api/v1/services/by-name/" + name)
                .expect(200)
                .at("/id");
    }

    private String tool(String name, String arguments) {
        return anyone.post(
                        "/mcp",
                        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"%s\", \"arguments\": %s}}"
                                .formatted(name, arguments))
                .expect(200)
                .text();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(1)).until(condition);
    }
}
