package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cannot be read or breaks the contract is refused with status, field, rule and mend, and nothing is written. */
@ExtendWith(SharedMarketplace.class)
final class BadRequestsTest {
    private static final String PLANS = "/api/v1/plans";

    private final TestMarketplace marketplace;
    private final Api root;
    private int plansBefore;

    BadRequestsTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.root = marketplace.root();
    }

    @BeforeEach
    void countPlans() {
        plansBefore = root.get(PLANS).json().path("items").size();
    }

    @AfterEach
    void nothingIsWritten() {
        assertThat(root.get(PLANS).json().path("items")).hasSize(plansBefore);
    }

    @Test
    void malformedJsonIsRefusedWithLineAndColumn() {
        Reply reply = root.post(PLANS, "{\"name\": \"x\",\n  \"burst\" 3}").expectProblem(400, "malformed_request");

        assertThat(reply.violation("").path("line").asInt()).isEqualTo(2);
        assertThat(reply.violation("").path("column").asInt()).isPositive();
        assertThat(reply.at("/detail")).startsWith("Line 2, column ");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        Reply reply = root.post(PLANS, "{\"name\": \"a\", \"name\": \"b\", \"requestsPerSecond\": 1, \"burst\": 1}");

        assertThat(reply.expectProblem(400, "malformed_request").at("/detail")).contains("Duplicate field 'name'");
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[] body = "{\"name\": \"caf\u00e9\", \"requestsPerSecond\": 1, \"burst\": 1}"
                .getBytes(StandardCharsets.ISO_8859_1);

        Reply reply = root.post(PLANS, "application/json", body).expectProblem(400, "malformed_request");

        assertThat(reply.violation("").path("rule").asText()).isEqualTo("well-formed UTF-8");
    }

    @Test
    void aSecondDocumentIsRefused() {
        root.post(PLANS, "{} {}").expectProblem(400, "malformed_request");
    }

    @Test
    void tooDeepNestingIsRefused() {
        root.post(PLANS, "[".repeat(5_000) + "]".repeat(5_000)).expectProblem(400, "malformed_request");
    }

    @Test
    void anEmptyBodyIsRefused() {
        root.post(PLANS, "").expectProblem(400, "malformed_request");
    }

    @Test
    void allBrokenRulesAreNamedAtOnce() {
        Reply reply = root.post(PLANS, """
                        {"name": "Not A Slug", "requestsPerSecond": "many", "burst": 99999999999, "brust": 1,
                         "concurrency": -1, "tokensPerMonth": 1.5}
                        """).expectProblem(422, "validation_failed");

        assertThat(reply.json().path("violations")).hasSize(6);
        assertThat(reply.violation("/name").path("message").asText()).isEqualTo("was 'Not A Slug'");
        assertThat(reply.violation("/requestsPerSecond").path("rule").asText()).isEqualTo("a whole number");
        assertThat(reply.violation("/burst").path("rule").asText()).isEqualTo("at most 10000000");
        assertThat(reply.violation("/brust").path("mend").asText()).isEqualTo("Did you mean 'burst'?");
        assertThat(reply.violation("/concurrency").path("rule").asText()).isEqualTo("at least 0");
        assertThat(reply.violation("/tokensPerMonth").path("rule").asText()).isEqualTo("a whole number");
    }

    @Test
    void aMissingFieldIsNamed() {
        Reply reply = root.post(PLANS, "{\"name\": \"missing\"}").expectProblem(422, "validation_failed");

        assertThat(reply.violation("/burst").path("message").asText()).isEqualTo("is missing");
        assertThat(reply.violation("/requestsPerSecond").path("mend").asText()).isEqualTo("Add it.");
    }

    @Test
    void aNullIsNoValue() {
        Reply reply = root.post(PLANS, "{\"name\": null, \"requestsPerSecond\": 1, \"burst\": 1}");

        assertThat(reply.expectProblem(422, "validation_failed")
                        .violation("/name")
                        .path("message")
                        .asText())
                .isEqualTo("was null");
    }

    @Test
    void aRuleBeyondTheSchemaIsHeldToo() {
        Reply reply = root.post(PLANS, "{\"name\": \"tight\", \"requestsPerSecond\": 10, \"burst\": 5}");

        reply.expectProblem(422, "validation_failed").violation("burst");
    }

    @Test
    void aBodyThatAnnouncesTooMuchIsRefused() {
        byte[] body = new byte[(1 << 20) + 1];

        root.post(PLANS, "application/json", body).expectProblem(413, "payload_too_large");
    }

    @Test
    void anotherContentTypeIsRefused() {
        byte[] body = "name=x".getBytes(StandardCharsets.UTF_8);

        Reply reply = root.post(PLANS, "application/x-www-form-urlencoded", body);

        assertThat(reply.expectProblem(415, "unsupported_media_type").at("/detail"))
                .contains("application/json");
    }

    @Test
    void anotherCharsetIsRefused() {
        root.post(PLANS, "application/json; charset=iso-8859-1", "{}".getBytes(StandardCharsets.UTF_8))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void theWrongMethodIsRefusedWithThoseAllowed() {
        Reply reply = root.delete(PLANS).expectProblem(405, "method_not_allowed");

        assertThat(reply.header("allow")).contains("GET, HEAD, POST");
        assertThat(root.get("/api/v1/services/validate")
                        .expectProblem(405, "method_not_allowed")
                        .header("allow"))
                .contains("POST");
    }

    @Test
    void anUnknownPathIsNotFound() {
        root.get("/api/v1/nothing").expectProblem(404, "not_found");
        root.get("/nothing").expectProblem(404, "not_found");
        root.get("/api/v1/services/not-a-uuid").expectProblem(404, "not_found");
    }

    @Test
    void anUnknownIdIsNotFound() {
        String id = "0190a7c1-7b1e-7000-8000-000000000001";

        for (String path : new String[] {"/organisations/", "/services/", "/usage/"}) {
            root.get("/api/v1" + path + id).expectProblem(404, "not_found");
        }
        root.delete("/api/v1/keys/" + id).expectProblem(404, "not_found");
        root.delete("/api/v1/subscriptions/" + id).expectProblem(404, "not_found");
        root.put("/api/v1/users/" + id + "/roles", "{\"roles\": [\"viewer\"]}").expectProblem(404, "not_found");
        root.put("/api/v1/services/" + id + "/credential", "{\"value\": \"x\"}").expectProblem(404, "not_found");
        root.get("/api/v1/services/by-name/nobody/nothing").expectProblem(404, "not_found");
    }

    @Test
    void parametersAreHeldToTheContractToo() {
        assertThat(root.get("/api/v1/search?limit=1000")
                        .expectProblem(422, "validation_failed")
                        .violation("limit")
                        .path("rule")
                        .asText())
                .isEqualTo("at most 100");
        root.get("/api/v1/search?limit=ten")
                .expectProblem(422, "validation_failed")
                .violation("limit");
        root.get("/api/v1/search?category=cats")
                .expectProblem(422, "validation_failed")
                .violation("category/0");
        root.get("/api/v1/search?limit=1&limit=2")
                .expectProblem(422, "validation_failed")
                .violation("limit");
        assertThat(root.get("/api/v1/search?catgory=embeddings")
                        .expectProblem(422, "validation_failed")
                        .violation("catgory")
                        .path("mend")
                        .asText())
                .isEqualTo("Did you mean 'category'?");
    }

    @Test
    void anyTextCanBeSearchedFor() {
        for (String query : new String[] {"100%25", "C%2B%2B", "3.5", "true", "%22quoted", "a%26q=b", "%5C", "%00"}) {
            root.get("/api/v1/search?q=" + query).expect(200);
        }
    }

    @Test
    void anUndecodableQueryIsRefused() throws Exception {
        String answer = RawHttp.ask(marketplace.marketplace().address(), "GET /api/v1/search?q=%zz HTTP/1.1");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("malformed_request");
    }

    @Test
    void theRequestsIdIsAcceptedOrMade() {
        Reply kept = root.send("GET", PLANS, request -> request.header("x-request-id", "my-id-1"));
        Reply harmful = root.send("GET", PLANS, request -> request.header("x-request-id", "a b"));

        assertThat(kept.header("x-request-id")).contains("my-id-1");
        assertThat(harmful.header("x-request-id").orElseThrow())
                .isNotEqualTo("a b")
                .hasSize(36);
    }
}
