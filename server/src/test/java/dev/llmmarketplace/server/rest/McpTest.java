package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The catalogue by the Model Context Protocol. */
@ExtendWith(SharedMarketplace.class)
final class McpTest {
    private final TestMarketplace marketplace;
    private final Api anyone;
    private String provider = "";

    McpTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.anyone = marketplace.nobody();
    }

    @BeforeEach
    void list() {
        provider = marketplace.unique("thinks");
        String listing = """
            {"manifestVersion": 1, "provider": "%s", "name": "%s", "version": "1.0.0", "title": "A thinker",
             "description": "A service that a model looks for.", "category": "text-generation",
             "capabilities": [{"name": "chat"}],
             "pricing": {"model": "per-token", "rates": {"input": %s, "output": 10}}}
            """;
        marketplace
                .root()
                .post(
                        "/api/v1/listings",
                        "{\"listings\": [%s, %s]}"
                                .formatted(
                                        listing.formatted(provider, "one", 2), listing.formatted(provider, "two", 4)))
                .expect(200);
        await("both are found")
                .atMost(Duration.ofMinutes(1))
                .until(() -> anyone.get("/api/v1/search?provider=" + provider)
                        .at("/total")
                        .equals("2"));
    }

    @Test
    void beginsWithARevisionThatBothSpeak() {
        Reply known =
                ask("initialize", "{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, \"clientInfo\": {}}");
        assertThat(known.at("/result/protocolVersion")).isEqualTo("2025-06-18");
        assertThat(known.at("/result/serverInfo/name")).isEqualTo("llm-marketplace");
        assertThat(known.json().at("/result/capabilities").has("tools")).isTrue();
        Reply unknown = ask("initialize", "{\"protocolVersion\": \"1999-01-01\"}");
        assertThat(unknown.at("/result/protocolVersion")).isEqualTo("2025-11-25");
        assertThat(anyone.post("/mcp", "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}")
                        .expect(202)
                        .text())
                .isEmpty();
        assertThat(ask("ping", "{}").text()).contains("\"result\":{}");
        anyone.get("/mcp").expect(405);
    }

    @Test
    void pagesOfOtherSitesAreTurnedAway() {
        assertThat(pinged("origin", "http://localhost:3000").status()).isEqualTo(200);
        assertThat(pinged("origin", "http://[::1]").status()).isEqualTo(200);
        assertThat(pinged("origin", anyone.address().toString()).status()).isEqualTo(200);
        pinged("origin", "http://evil.example.com").expectProblem(403, "forbidden");
        pinged("origin", "http://localhost.evil.example.com").expectProblem(403, "forbidden");
        pinged("origin", "null").expectProblem(403, "forbidden");
    }

    @Test
    void aRevisionThatIsNotSpokenIsRefused() {
        assertThat(pinged("MCP-Protocol-Version", "2025-06-18").status()).isEqualTo(200);
        assertThat(pinged("MCP-Protocol-Version", "1999-01-01")
                        .expectProblem(400, "malformed_request")
                        .text())
                .contains("2025-11-25");
    }

    private Reply pinged(String header, String value) {
        return anyone.send(
                "POST",
                "/mcp",
                request -> request.header("content-type", "application/json")
                        .header(header, value)
                        .POST(BodyPublishers.ofString("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}")));
    }

    @Test
    void listsItsToolsWithSchemas() {
        Reply reply = ask("tools/list", "{}");
        assertThat(reply.json().at("/result/tools").findValuesAsText("name"))
                .contains("search_services", "describe_service", "compare_services", "price_workload");
        reply.json()
                .at("/result/tools")
                .forEach(tool ->
                        assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object"));
    }

    @Test
    void searchesDescribesComparesAndPrices() {
        Reply found = call("search_services", "{\"query\": \"%s one\"}".formatted(provider));
        assertThat(found.at("/result/structuredContent/services/0/name")).isEqualTo(provider + "/one");
        assertThat(found.at("/result/content/0/type")).isEqualTo("text");
        assertThat(found.at("/result/isError")).isEqualTo("false");
        assertThat(call("search_services", "{\"query\": \"under $3 per million\"}")
                        .at("/result/structuredContent/understood/0/filter"))
                .isEqualTo("maxInputPrice");

        assertThat(call("describe_service", "{\"name\": \"%s/one\"}".formatted(provider))
                        .at("/result/structuredContent/description"))
                .isEqualTo("A service that a model looks for.");
        String both = "\"names\": [\"%s/one\", \"%s/two\"]".formatted(provider, provider);
        assertThat(call("compare_services", "{" + both + "}").at("/result/structuredContent/services/1/name"))
                .isEqualTo(provider + "/two");
        Reply priced = call(
                "price_workload", "{" + both + ", \"inputTokens\": 500000, \"outputTokens\": 100000, \"calls\": 10}");
        assertThat(priced.at("/result/structuredContent/prices/0/perCall")).isEqualTo("2");
        assertThat(priced.at("/result/structuredContent/prices/1/total")).isEqualTo("30");
    }

    @Test
    void whatIsWrongIsSaidToWhoAsks() {
        assertThat(ask("resources/list", "{}").at("/error/code")).isEqualTo("-32601");
        assertThat(call("delete_everything", "{}").at("/error/code")).isEqualTo("-32602");
        Reply missing = call("describe_service", "{\"name\": \"nobody/nothing\"}");
        assertThat(missing.at("/result/isError")).isEqualTo("true");
        assertThat(missing.at("/result/content/0/text")).contains("no service 'nobody/nothing'");
        assertThat(call("search_services", "{\"query\": 7}").at("/result/isError"))
                .isEqualTo("true");
        anyone.post("/mcp", "{\"jsonrpc\": \"2.0\", ").expectProblem(400, "malformed_request");
    }

    private Reply call(String tool, String arguments) {
        return ask("tools/call", "{\"name\": \"%s\", \"arguments\": %s}".formatted(tool, arguments));
    }

    private Reply ask(String method, String parameters) {
        Reply reply = anyone.post(
                        "/mcp",
                        "{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"%s\", \"params\": %s}"
                                .formatted(method, parameters))
                .expect(200);
        assertThat(reply.at("/id")).isEqualTo("7");
        return reply;
    }
}
