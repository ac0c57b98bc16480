package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The question by parameters and by body, its pages and its repetition. */
@ExtendWith(SharedMarketplace.class)
final class SearchTest {
    private static final String SEARCH = "/api/v1/search";

    private final TestMarketplace marketplace;
    private final Api anyone;
    private String provider = "";

    SearchTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.anyone = marketplace.nobody();
    }

    @BeforeEach
    void list() {
        provider = marketplace.unique("finds");
        String listings = "{\"listings\": [%s, %s, %s]}"
                .formatted(
                        listing("small", "2024-05-01", "0.10", "0.20", 8_000, "[\"SOC2\"]"),
                        listing("large", "2026-05-01", "2.50", "10", 200_000, "[\"SOC2\", \"ISO27001\"]"),
                        listing("middle", "2025-05-01", "0.50", "1.50", 128_000, "[]"));
        marketplace.root().post("/api/v1/listings", listings).expect(200);
        await("all are found").atMost(Duration.ofMinutes(1)).until(() -> total("") == 3);
    }

    private String listing(String name, String released, String input, String output, int context, String certified) {
        return """
            {"manifestVersion": 1, "provider": "%s", "name": "%s", "version": "1.0.0", "title": "The %s one",
             "description": "A service that is found.", "category": "text-generation",
             "capabilities": [{"name": "chat"}],
             "pricing": {"model": "per-token", "rates": {"input": %s, "output": %s}},
             "compliance": {"level": "public", "certifications": %s, "dataResidency": ["DE"], "gdpr": true},
             "limits": {"contextTokens": %d, "outputTokens": 4000}, "releasedOn": "%s"}
            """.formatted(provider, name, name, input, output, certified, context, released);
    }

    @Test
    void everyFilterWorksAsParameterAndInABody() {
        assertThat(names("&certification=SOC2")).isEqualTo("large small");
        assertThat(names("&certification=SOC2&certification=ISO27001")).isEqualTo("large");
        assertThat(names("&maxBlendedPrice=0.75")).isEqualTo("middle small");
        assertThat(names("&minInputPrice=0.11&maxInputPrice=0.5")).isEqualTo("middle");
        assertThat(names("&releasedAfter=2025-05-01")).isEqualTo("large middle");
        assertThat(names("&releasedBefore=2025-04-30")).isEqualTo("small");
        assertThat(names("&residency=EU&maxContext=128000")).isEqualTo("middle small");
        assertThat(names("&source=catalogue&status=active&hipaa=false")).isEqualTo("large middle small");
        assertThat(names("&hipaa=true")).isEmpty();
        assertThat(names("&sort=price-blended")).isEqualTo("small middle large");

        Reply reply = anyone.post(SEARCH, """
            {"provider": ["%s"], "certification": ["SOC2"], "maxBlendedPrice": 1e0, "releasedAfter": "2024-05-01",
             "hipaa": false, "sort": "newest", "limit": 5}
            """.formatted(provider)).expect(200);
        assertThat(reply.at("/total")).isEqualTo("1");
        assertThat(reply.at("/hits/0/service/name")).isEqualTo(provider + "/small");
    }

    @Test
    void constraintsInPlainLanguageBecomeFiltersThatAreShown() {
        String question = "cheapest with at least 100k context under $1 per million".replace(" ", "%20");
        Reply reply =
                anyone.get(SEARCH + "?provider=" + provider + "&q=" + question).expect(200);
        assertThat(reply.at("/total")).isEqualTo("1");
        assertThat(reply.at("/hits/0/service/name")).isEqualTo(provider + "/middle");
        assertThat(reply.at("/text")).isEmpty();
        JsonNode understood = reply.json().path("understood");
        assertThat(understood.findValuesAsText("filter")).containsExactly("sort", "minContext", "maxInputPrice");
        assertThat(understood.findValuesAsText("value")).containsExactly("price-input", "100000", "0.999999999");
        assertThat(understood.findValuesAsText("text"))
                .containsExactly("cheapest", "at least 100k context", "under $1 per million");

        Reply plain = anyone.get(SEARCH + "?constraints=false&provider=" + provider + "&q=" + question)
                .expect(200);
        assertThat(plain.json().path("understood")).isEmpty();
        assertThat(plain.at("/text")).startsWith("cheapest with");
    }

    @Test
    void whatIsTheNameOfAServiceIsNotReadAsAConstraint() {
        String listing = listing("llama-vision-free", "2026-01-01", "1", "1", 8_000, "[]");
        marketplace
                .root()
                .post("/api/v1/listings", "{\"listings\": [%s]}".formatted(listing))
                .expect(200);
        await("it is found").atMost(Duration.ofMinutes(1)).until(() -> total("") == 4);

        Reply reply = anyone.get(SEARCH + "?q=llama%20vision%20free").expect(200);

        assertThat(reply.json().path("understood")).isEmpty();
        assertThat(reply.at("/hits/0/service/name")).endsWith("/llama-vision-free");
    }

    @Test
    void histogramsTellHowToAskForABucket() {
        JsonNode histograms =
                anyone.get(SEARCH + "?provider=" + provider).json().path("histograms");
        JsonNode inputs = histograms.get(0);
        assertThat(inputs.path("name").asText()).isEqualTo("inputPrice");
        assertThat(inputs.path("buckets")).hasSize(3);
        inputs.path("buckets")
                .forEach(bucket -> assertThat(total("&%s=%s&%s=%s"
                                .formatted(
                                        inputs.path("minField").asText(),
                                        bucket.path("from").asText("0"),
                                        inputs.path("maxField").asText(),
                                        bucket.path("to").asText("1000000"))))
                        .isEqualTo(bucket.path("count").asLong()));
    }

    @Test
    void aReversedRangeIsRefusedWithRuleAndMend() {
        JsonNode violation = anyone.get(SEARCH + "?minContext=9000&maxContext=8000")
                .expectProblem(422, "validation_failed")
                .violation("minContext");
        assertThat(violation.path("rule").asText()).isEqualTo("not above maxContext");
        assertThat(violation.path("mend").asText()).contains("Swap");
        anyone.post(SEARCH, "{\"releasedAfter\": \"2026-01-02\", \"releasedBefore\": \"2026-01-01\"}")
                .expectProblem(422, "validation_failed")
                .violation("releasedAfter");
    }

    @Test
    void unknownFieldsAndEndlessFiltersAreRefused() {
        assertThat(anyone.post(SEARCH, "{\"maxPrize\": 1}")
                        .expectProblem(422, "validation_failed")
                        .text())
                .contains("maxPrize");
        String words = IntStream.range(0, 60_000).mapToObj(i -> "\"w" + i + '"').collect(Collectors.joining(","));
        assertThat(anyone.post(SEARCH, "{\"tag\": [%s]}".formatted(words))
                        .expectProblem(422, "validation_failed")
                        .violation("/tag")
                        .path("rule")
                        .asText())
                .contains("100");
        String endless =
                IntStream.range(0, 120_000).mapToObj(i -> "\"w" + i + '"').collect(Collectors.joining(","));
        anyone.post(SEARCH, "{\"tag\": [%s]}".formatted(endless)).expect(413);
        anyone.get(SEARCH + "?releasedAfter=2026-02-30").expectProblem(422, "validation_failed");
    }

    @Test
    void cursorsAreSignedAndBelongToTheirQuestion() {
        String first = "?provider=" + provider + "&sort=name&limit=2";
        String cursor = anyone.get(SEARCH + first).expect(200).at("/next");
        assertThat(anyone.get(SEARCH + first + "&cursor=" + cursor).expect(200).at("/hits/0/service/name"))
                .isEqualTo(provider + "/small");
        for (String wrong : new String[] {
            "x" + cursor, cursor + "x", cursor.substring(0, cursor.indexOf('.')), cursor.replace('.', '_')
        }) {
            anyone.get(SEARCH + first + "&cursor=" + wrong)
                    .expectProblem(422, "validation_failed")
                    .violation("cursor");
        }
        anyone.get(SEARCH + first + "&maxContext=9&cursor=" + cursor)
                .expectProblem(422, "validation_failed")
                .violation("cursor");
    }

    @Test
    void anAnswerThatIsKnownIsNotSentAgain() {
        String question = SEARCH + "?provider=" + provider;
        String tag = anyone.get(question).header("etag").orElseThrow();
        assertThat(again(question, tag).status()).isEqualTo(304);
        assertThat(again(question, "\"other\", " + tag).status()).isEqualTo(304);
        assertThat(again(question, "W/\"other\"").status()).isEqualTo(200);
        assertThat(again(question + "&sort=price-blended", tag).status()).isEqualTo(200);
    }

    private Reply again(String question, String tag) {
        return anyone.send("GET", question, request -> request.header("if-none-match", tag));
    }

    private long total(String filters) {
        return anyone.get(SEARCH + "?provider=" + provider + filters)
                .expect(200)
                .json()
                .path("total")
                .asLong();
    }

    private String names(String filters) {
        JsonNode hits = anyone.get(
                        SEARCH + "?provider=" + provider + filters + (filters.contains("sort") ? "" : "&sort=name"))
                .expect(200)
                .json()
                .path("hits");
        return hits.findValuesAsText("name").stream()
                .filter(name -> name.startsWith(provider + "/"))
                .map(name -> name.substring(provider.length() + 1))
                .collect(Collectors.joining(" "));
    }
}
