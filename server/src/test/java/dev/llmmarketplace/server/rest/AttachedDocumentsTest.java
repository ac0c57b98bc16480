package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What travels with a version: model card and OpenAPI document. */
@ExtendWith(SharedMarketplace.class)
final class AttachedDocumentsTest {
    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    AttachedDocumentsTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("documents");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    @Test
    void theDocumentIsShownWithoutWhereCallsGo() {
        Reply published = provider.publish(manifest("3.1.0")).expect(201);
        String address = "/api/v1/services/" + published.at("/id") + "/openapi";

        Reply shown = marketplace.nobody().get(address).expect(200);
        assertThat(shown.at("/info/title")).isEqualTo("Chat");
        assertThat(shown.text()).doesNotContain("api.example.com");
        assertThat(provider.get(address).expect(200).at("/servers/0/url")).isEqualTo("https://api.example.com/v1");
        assertThat(marketplace
                        .nobody()
                        .get("/api/v1/services/" + published.at("/id") + "/versions/1.0.0/openapi")
                        .expect(200)
                        .json())
                .isEqualTo(shown.json());
    }

    @Test
    void theModelCardIsPartOfTheListing() {
        String id = provider.publish(manifest("3.1.0")).expect(201).at("/id");

        Reply listed = marketplace.nobody().get("/api/v1/services/" + id).expect(200);
        assertThat(listed.at("/documents/modelCard")).isEqualTo("# Made of letters");
        assertThat(listed.at("/documents/openapiDigest")).hasSize(64);
        assertThat(listed.json().at("/documents/openapiSize").asLong()).isPositive();
        assertThat(listed.json().at("/documents").has("openapi")).isFalse();
    }

    @Test
    void aDocumentOfAnotherVersionIsRefusedWithItsPlace() {
        JsonNode violation = provider.publish(manifest("3.0.3"))
                .expectProblem(422, "validation_failed")
                .violation("/documents/openapi/openapi");

        assertThat(violation.path("id").asText()).isEqualTo("openapi-version");
        assertThat(violation.path("page").asText()).isEqualTo("/docs/rules/openapi-version");
        assertThat(violation.path("line").asInt()).isEqualTo(15);
    }

    @Test
    void aServiceWithoutADocumentHasNone() {
        String without = manifest("3.1.0").replaceAll("(?s)  openapi:\n.*", "");
        String id = provider.publish(without).expect(201).at("/id");

        marketplace.nobody().get("/api/v1/services/" + id + "/openapi").expectProblem(404, "not_found");
    }

    private String manifest(String openapi) {
        return """
                manifestVersion: 1
                provider: %s
                name: chat
                version: 1.0.0
                title: A chat
                description: A service with documents.
                category: text-generation
                capabilities: [{name: chat}]
                pricing: {model: per-token, rates: {input: 1, output: 2}}
                endpoint: {url: "https://api.example.com/v1", authentication: {type: bearer}}
                compliance: {dataResidency: [CH]}
                documents:
                  modelCard: "# Made of letters"
                  openapi:
                    openapi: %s
                    info: {title: Chat, version: 1.0.0}
                    servers: [{url: "https://api.example.com/v1"}]
                    paths:
                      /chat:
                        servers: [{url: "https://api.example.com/v1"}]
                        post:
                          servers: [{url: "https://api.example.com/v1"}]
                          responses: {"200": {description: The answer.}}
                    components:
                      pathItems:
                        spare: {servers: [{url: "https://api.example.com/v2"}]}
                      securitySchemes:
                        token: {type: oauth2, flows: {clientCredentials: {tokenUrl: "https://api.example.com/token", scopes: {}}}}
                """.formatted(slug, openapi);
    }
}
