package dev.llmmarketplace.server.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.rest.Contract;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenApiLayerTest {
    private static final String MANIFEST = """
            manifestVersion: 1
            provider: acme
            name: support-chat
            version: 1.0.0
            title: Support chat
            description: Answers questions about orders.
            category: text-generation
            capabilities: [{name: chat}]
            endpoint: {url: "https://api.example.com/v1", authentication: {type: none}}
            pricing: {model: free}
            documents:
              openapi:
                openapi: 3.1.0
                info: {title: Chat, version: 1.0.0}
                paths:
                  /chat:
                    post:
                      operationId: chat
            """;

    private final ManifestReader reader = new ManifestReader(Contract.load().manifestSchema());

    @Test
    void findingsHaveTheirPlaceInTheManifest() {
        ManifestReading.Read read =
                (ManifestReading.Read) reader.read(MANIFEST.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
        ManifestReport report = new ManifestRules(url -> false, new OpenApiRules())
                .check(read.manifest())
                .map(read.positions()::locate);
        assertThat(report.violations()).singleElement().satisfies(found -> {
            assertThat(found.field()).isEqualTo("/documents/openapi/paths/~1chat/post/responses");
            assertThat(found.place()).extracting(Place::line).isEqualTo(17);
        });
        assertThat(report.warnings())
                .extracting(Violation::id)
                .containsExactlyInAnyOrder("openapi-contact", "openapi-servers", "openapi-summaries");
    }

    @Test
    void aReportDoesNotGrowWithABadDocument() {
        String paths = IntStream.range(0, 5_000)
                .mapToObj(number -> "\"/p" + number + "\":{\"get\":{}}")
                .collect(Collectors.joining(","));
        JsonNode document = Json.tree(
                "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"A\",\"version\":\"1\"},\"paths\":{" + paths + "}}");
        ManifestReport report = OpenApiRules.check(document, "");
        assertThat(report.violations()).hasSize(20);
        assertThat(report.warnings()).hasSizeLessThan(50);
    }

    @Test
    void aSchemaMayContainItself() {
        JsonNode document = Json.tree("""
                {"openapi":"3.1.0","info":{"title":"A","version":"1"},
                 "paths":{"/a":{"get":{"responses":{"200":{"description":"Done."}}}}},
                 "components":{"schemas":{"Tree":{"properties":{"left":{"$ref":"#/components/schemas/Tree"}}}}}}""");
        assertThat(OpenApiRules.check(document, "").violations()).isEmpty();
    }
}
