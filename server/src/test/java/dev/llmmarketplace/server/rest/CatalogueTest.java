package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Suggestions, counts, similar services and comparisons, of what the public may see alone. */
@ExtendWith(SharedMarketplace.class)
final class CatalogueTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestMarketplace marketplace;
    private final Api anyone;
    private String provider = "";
    private String tag = "";

    CatalogueTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.anyone = marketplace.nobody();
    }

    @BeforeEach
    void list() {
        provider = marketplace.unique("looks");
        tag = marketplace.unique("zebra");
        String listings = "{\"listings\": [%s, %s, %s]}"
                .formatted(
                        listing("one", "embeddings", "1", "[\"%s\", \"small\"]"),
                        listing("two", "embeddings", "2", "[\"%s\", \"small\"]"),
                        listing("three", "classification", "1", "[\"%s\"]"));
        marketplace.root().post("/api/v1/listings", listings).expect(200);
        await("all are found").atMost(LONG).until(() -> find("").size() == 3);
    }

    private String listing(String name, String category, String price, String tags) {
        return """
            {"manifestVersion": 1, "provider": "%s", "name": "%s-%s", "version": "1.0.0", "title": "Number %s",
             "description": "A service that is looked at.", "category": "%s", "tags": %s,
             "capabilities": [{"name": "chat"}],
             "pricing": {"model": "per-token", "rates": {"input": %s, "output": %s}}}
            """.formatted(provider, provider, name, name, category, tags.formatted(tag), price, price);
    }

    @Test
    void suggestsServicesProvidersAndTags() {
        Reply services =
                anyone.get("/api/v1/search/suggestions?q=" + provider + "-t").expect(200);
        assertThat(services.json().path("items").findValuesAsText("text"))
                .containsExactlyInAnyOrder(service("two"), service("three"));
        await("the counts know the tag")
                .atMost(LONG)
                .until(() -> anyone.get("/api/v1/search/suggestions?limit=50&q=" + tag)
                        .text()
                        .contains("{\"kind\":\"tag\",\"text\":\"" + tag + "\",\"label\":\"" + tag + "\",\"count\":3}"));
        assertThat(anyone.get("/api/v1/search/suggestions?limit=1&q=" + provider)
                        .expect(200)
                        .json()
                        .path("items"))
                .hasSize(1);
        anyone.get("/api/v1/search/suggestions?q=a")
                .expectProblem(422, "validation_failed")
                .violation("q");
        anyone.get("/api/v1/search/suggestions?q=ab&limit=51").expectProblem(422, "validation_failed");
    }

    @Test
    void countsCategoriesAndTags() {
        await("the tag is counted")
                .atMost(LONG)
                .until(() -> anyone.get("/api/v1/tags").text().contains("{\"name\":\"" + tag + "\",\"services\":3}"));
        JsonNode categories =
                anyone.get("/api/v1/categories").expect(200).json().path("items");
        assertThat(categories).hasSize(12);
        assertThat(categories.findValuesAsText("name")).contains("embeddings", "translation");
    }

    @Test
    void findsTheLikeAndSaysWhy() {
        JsonNode similar = anyone.get("/api/v1/services/" + id("one") + "/similar?limit=50")
                .expect(200)
                .json()
                .path("items");
        assertThat(similar.get(0).at("/service/name").asText()).isEqualTo(service("two"));
        assertThat(similar.get(0).path("score").asDouble()).isEqualTo(0.9);
        assertThat(similar.get(0).path("reasons").toString()).isEqualTo("[\"category\",\"tags\",\"price\"]");
        assertThat(similar.findValuesAsText("name")).doesNotContain(service("one"));
        anyone.get("/api/v1/services/01900000-0000-7000-8000-000000000000/similar")
                .expectProblem(404, "not_found");
    }

    @Test
    void comparesTwoToFour() {
        String one = "/api/v1/compare?ids=" + id("one");
        Reply reply = anyone.get(one + "&ids=" + id("three")).expect(200);
        assertThat(reply.at("/services/1/name")).isEqualTo(service("three"));
        assertThat(reply.text())
                .contains("{\"name\":\"category\",\"values\":[[\"embeddings\"],[\"classification\"]],\"same\":false}")
                .contains("{\"name\":\"inputPrice\",\"values\":[[\"1\"],[\"1\"]],\"same\":true}");
        anyone.get(one).expectProblem(422, "validation_failed").violation("ids");
        anyone.get(one + "&ids=01900000-0000-7000-8000-000000000000").expectProblem(404, "not_found");
    }

    @Test
    void whatIsTakenOffTheListShowsNowhere() {
        String hidden = id("two");
        marketplace
                .root()
                .post("/api/v1/services/" + hidden + "/versions/1.0.0/suspend", "{\"reason\": \"A test.\"}")
                .expect(200);
        await("it is gone from the search").atMost(LONG).until(() -> find("").size() == 2);
        assertThat(anyone.get("/api/v1/search/suggestions?q=" + provider + "-t").text())
                .contains(service("three"))
                .doesNotContain(service("two"));
        assertThat(anyone.get("/api/v1/services/" + id("one") + "/similar?limit=50")
                        .text())
                .doesNotContain(service("two"));
        anyone.get("/api/v1/services/" + hidden + "/similar").expectProblem(404, "not_found");
        anyone.get("/api/v1/compare?ids=" + hidden + "&ids=" + id("one")).expectProblem(404, "not_found");
        await("it is counted no more")
                .atMost(LONG)
                .until(() -> anyone.get("/api/v1/tags").text().contains("{\"name\":\"" + tag + "\",\"services\":2}"));
    }

    private String service(String name) {
        return provider + "/" + provider + "-" + name;
    }

    private String id(String name) {
        return marketplace
                .root()
                .get("/api/v1/services/by-name/" + service(name))
                .expect(200)
                .at("/id");
    }

    private JsonNode find(String text) {
        return anyone.get("/api/v1/search?provider=" + provider + text)
                .expect(200)
                .json()
                .path("hits");
    }
}
