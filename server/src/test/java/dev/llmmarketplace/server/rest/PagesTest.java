package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What browsers and operators get beside the API. */
@ExtendWith(SharedMarketplace.class)
final class PagesTest {
    private final Api nobody;

    PagesTest(TestMarketplace marketplace) {
        this.nobody = marketplace.nobody();
    }

    @Test
    void theDocumentationComesFromHereAloneAndWithoutInlineScript() {
        Reply page = nobody.get("/docs").expect(200);

        assertThat(page.text())
                .doesNotContain("<script>")
                .doesNotContain("http://")
                .doesNotContain("https://");
        for (String file : new String[] {"swagger-ui-bundle.js", "swagger-ui.css", "docs.js", "docs.css"}) {
            assertThat(page.text()).contains("/docs/assets/" + file);
            nobody.get("/docs/assets/" + file).expect(200);
        }
        nobody.get("/docs/assets/../index.html").expectProblem(404, "not_found");
    }

    @Test
    void theContractsAreServed() {
        assertThat(nobody.get("/openapi.yaml").expect(200).text()).startsWith("openapi: 3.1.0");
        assertThat(nobody.get("/openapi.json").expect(200).at("/openapi")).isEqualTo("3.1.0");
        assertThat(nobody.get("/asyncapi.yaml").expect(200).text()).startsWith("asyncapi: 3.0.0");
        assertThat(nobody.get("/service-manifest.schema.json").expect(200).at("/$id"))
                .isEqualTo("urn:llm-marketplace:service-manifest:1");
    }

    @Test
    void theTypeOfEveryProblemLeadsToItsExplanation() {
        String page = nobody.get("/docs/errors").expect(200).text();

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("id=\"" + code.code() + "\"");
        }
        assertThat(nobody.get("/nothing").at("/type")).isEqualTo("/docs/errors#not_found");
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        for (String path : new String[] {"/docs", "/api/v1/services", "/nothing", "/health/live"}) {
            Reply reply = nobody.get(path);

            assertThat(reply.header("content-security-policy").orElseThrow())
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(reply.header("x-content-type-options")).contains("nosniff");
            assertThat(reply.header("x-frame-options")).contains("DENY");
            assertThat(reply.header("referrer-policy")).isPresent();
        }
    }

    @Test
    void itIsAliveAndReadyAndSaysHowItIsDoing() {
        assertThat(nobody.get("/health/live").expect(200).at("/status")).isEqualTo("live");
        Reply ready = nobody.get("/health/ready").expect(200);
        assertThat(ready.at("/status")).isIn("ready", "degraded");
        assertThat(ready.json().findValuesAsText("name")).contains("database", "journal", "feeds", "search");
        assertThat(nobody.get("/metrics").expect(200).text())
                .contains(
                        "marketplace_gateway_calls_total",
                        "marketplace_management_requests_seconds_count",
                        "jvm_memory");
    }

    @Test
    void whoeverNamesNoTypeGetsThePortalAtItsAddressesAndAProblemElsewhere() {
        for (String path : new String[] {"/", "/services/acme/support-chat", "/services/acme/gpt-4.js"}) {
            Reply page = nobody.get(path).expect(200);
            assertThat(page.header("content-type").orElseThrow()).startsWith("text/html");
            assertThat(page.text()).contains("<div id=\"root\">");
        }
        nobody.send("HEAD", "/", request -> request).expect(200);
        nobody.get("/nothing").expectProblem(404, "not_found");
    }

    @Test
    void aHeadIsAGetWithoutBody() {
        Reply reply = nobody.send("HEAD", "/health/live", request -> request);

        assertThat(reply.expect(200).text()).isEmpty();
    }
}
