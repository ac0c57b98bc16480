package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has an OpenAPI document has most of a manifest. */
@ExtendWith(SharedMarketplace.class)
final class OpenApiImportRouteTest {
    private static final String ROUTE = "/api/v1/manifests/from-openapi";
    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Translator, version: "2.1", description: Translates contracts between languages.}
            servers: [{url: "https://api.example.com/v1"}]
            security: [{key: []}]
            components: {securitySchemes: {key: {type: http, scheme: bearer}}}
            paths:
              /translations:
                post:
                  operationId: translate
                  responses: {"200": {description: The translation.}}
            """;

    private final TestMarketplace marketplace;
    private String slug = "";
    private Api provider;

    OpenApiImportRouteTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
        this.provider = marketplace.nobody();
    }

    @BeforeEach
    void aProvider() {
        slug = marketplace.unique("drafts");
        provider = marketplace.user(marketplace.organisation(slug), "provider");
    }

    private static Reply draft(Api who, String type, String document) {
        return who.post(ROUTE, type, document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDocumentBecomesAManifestThatIsPublishedOnceItIsCompleted() {
        Reply drafted = draft(provider, "application/yaml", DOCUMENT).expect(200);

        assertThat(drafted.at("/manifest/provider")).isEqualTo(slug);
        assertThat(drafted.at("/manifest/version")).isEqualTo("2.1.0");
        assertThat(drafted.at("/manifest/capabilities/0/name")).isEqualTo("translate");
        assertThat(drafted.at("/text")).contains("# TODO /pricing/model");
        assertThat(drafted.json().path("todos").findValuesAsText("field")).contains("/pricing/model");
        ObjectNode manifest = (ObjectNode) drafted.json().path("manifest");
        assertThat(validation(manifest).at("/valid")).isEqualTo("false");

        manifest.put("category", "translation").put("name", "translator").set("pricing", free(manifest));
        assertThat(validation(manifest).expect(200).text()).contains("\"valid\":true");
    }

    private Reply validation(JsonNode manifest) {
        return provider.post("/api/v1/services/validate", manifest.toString());
    }

    private static JsonNode free(ObjectNode manifest) {
        return manifest.objectNode().put("model", "free");
    }

    @Test
    void jsonIsReadTooAndAnotherProviderMayBeNamed() {
        String json = """
                {"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "servers": [{"url": "https://api.example.com"}],
                 "paths": {"/t": {"post": {"responses": {"200": {"description": "It."}}}}}}
                """;

        Reply drafted = provider.post(ROUTE + "?provider=acme", json).expect(200);

        assertThat(drafted.at("/manifest/provider")).isEqualTo("acme");
        assertThat(drafted.json().path("notes").toString()).contains("not attached");
    }

    @Test
    void whatIsNoSuchDocumentIsRefusedWithItsPlace() {
        JsonNode violation = draft(provider, "application/yaml", "swagger: '2.0'\npaths: {}\n")
                .expectProblem(422, "validation_failed")
                .violation("/openapi");

        assertThat(violation.path("id").asText()).isEqualTo("openapi-version");
        draft(provider, "application/yaml", "openapi: [").expectProblem(400, "malformed_request");
        draft(provider, "application/yaml", "x".repeat((4 << 20) + 1)).expectProblem(413, "payload_too_large");
    }

    @Test
    void itTakesThePermissionToPublish() {
        Api consumer = marketplace.user(marketplace.organisation(marketplace.unique("asks")), "consumer");

        draft(consumer, "application/yaml", DOCUMENT).expectProblem(403, "forbidden");
        draft(marketplace.nobody(), "application/yaml", DOCUMENT).expectProblem(401, "unauthenticated");
    }
}
