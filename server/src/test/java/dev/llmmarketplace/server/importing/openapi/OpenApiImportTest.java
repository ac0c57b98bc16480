package dev.llmmarketplace.server.importing.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.importing.openapi.ManifestDraft.Todo;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.rest.Contract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiImportTest {
    private static final String TRANSLATOR = """
            openapi: 3.1.0
            info:
              title: Übersetzer Pro
              version: v2.1
              description: Translates contracts between German and English.
              license: {name: Proprietary}
              contact: {email: help@example.com}
            servers:
              - {url: "https://{region}.example.com/api", variables: {region: {default: eu}}}
              - {url: "https://staging.example.com/api"}
            security: [{key: []}]
            paths:
              /translations:
                post:
                  operationId: translate
                  summary: Translate a text
                  requestBody:
                    content: {application/json: {schema: {$ref: "#/components/schemas/Text"}}}
                  responses: {"200": {description: The translation.}}
              /translations/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: string}}]
                get:
                  summary: Read a translation again
                  parameters: [{name: format, in: query, schema: {enum: [plain, html]}}]
                  responses: {"200": {description: The translation.}}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Api-Key}
              schemas:
                Text:
                  type: object
                  required: [text]
                  properties:
                    text: {type: string}
                    notes: {type: array, items: {$ref: "#/components/schemas/Text"}}
            """;

    private static final String CHAT = """
            openapi: 3.0.3
            info: {title: Acme Chat, version: 1.4.2, description: Answers questions about orders.}
            paths:
              /v1/chat/completions:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          properties:
                            model: {type: string, enum: [acme-large, acme-small]}
                            messages: {type: array, items: {type: object}}
                            temperature: {type: number, nullable: true, minimum: 0, exclusiveMinimum: true}
                            stream: {type: boolean}
                  responses: {"200": {description: The answer.}}
              /v1/models:
                get:
                  responses: {"200": {description: The models.}}
            security: [{token: []}]
            components: {securitySchemes: {token: {type: http, scheme: bearer}}}
            """;

    private final ManifestReader reader = new ManifestReader(Contract.load().manifestSchema());

    @Test
    void whatTheDocumentSaysIsTakenOver() {
        JsonNode manifest = manifest(drafted(TRANSLATOR, null));
        assertThat(manifest.path("name").asText()).isEqualTo("ubersetzer-pro");
        assertThat(manifest.path("version").asText()).isEqualTo("2.1.0");
        assertThat(manifest.at("/endpoint/url").asText()).isEqualTo("https://eu.example.com/api");
        assertThat(manifest.at("/endpoint/dialect").asText()).isEqualTo("custom");
        assertThat(manifest.at("/endpoint/authentication").toString())
                .isEqualTo("{\"type\":\"header\",\"header\":\"X-Api-Key\"}");
        assertThat(manifest.at("/capabilities/0/name").asText()).isEqualTo("translate");
        assertThat(manifest.at("/capabilities/1/name").asText()).isEqualTo("GET /translations/{id}");
        assertThat(manifest.at("/capabilities/1/parameters/properties").properties())
                .extracting(property -> property.getKey())
                .containsExactly("id", "format");
        assertThat(manifest.at("/documents/licence").asText()).isEqualTo("Proprietary");
        assertThat(manifest.at("/documents/openapi/info/title").asText()).isEqualTo("Übersetzer Pro");
    }

    @Test
    void aSchemaThatContainsItselfStaysOneByReference() {
        JsonNode parameters = manifest(drafted(TRANSLATOR, null)).at("/capabilities/0/parameters");
        assertThat(parameters.at("/properties/notes/items/$ref").asText()).isEqualTo("#/$defs/Text");
        assertThat(parameters.at("/$defs/Text/properties/notes/items/$ref").asText())
                .isEqualTo("#/$defs/Text");
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSLATOR, CHAT})
    void everyTodoIsNamedByValidation(String document) {
        OpenApiImport.Drafted drafted = drafted(document, null);
        List<String> refused =
                violations(drafted.text()).stream().map(Violation::field).toList();
        assertThat(drafted.draft().todos())
                .isNotEmpty()
                .extracting(Todo::field)
                .allSatisfy(field -> assertThat(refused).contains(field));
        assertThat(refused)
                .isSubsetOf(drafted.draft().todos().stream().map(Todo::field).toList());
        drafted.draft().todos().forEach(todo -> assertThat(drafted.text()).contains("# TODO " + todo.field() + ": "));
    }

    @Test
    void aCompletedDraftIsAManifest() {
        String complete = drafted(TRANSLATOR, "acme")
                .text()
                .replaceFirst("category: \"?TODO\"?", "category: translation")
                .replaceFirst("model: \"?TODO\"?", "model: free");
        assertThat(violations(complete)).isEmpty();
    }

    @Test
    void anEndpointThatSpeaksLikeOpenAiIsRecognised() {
        OpenApiImport.Drafted drafted = new OpenApiImport(
                        "acme", URI.create("https://api.acme.example/docs/openapi.yaml"))
                .read(bytes(CHAT.replace("paths:", "servers: [{url: /}]\npaths:")), "openapi.yaml");
        JsonNode manifest = manifest(drafted);
        assertThat(manifest.at("/endpoint/url").asText()).isEqualTo("https://api.acme.example/v1");
        assertThat(manifest.at("/endpoint/dialect").asText()).isEqualTo("openai");
        assertThat(manifest.at("/endpoint/upstreamModel").asText()).isEqualTo("acme-large");
        assertThat(manifest.path("category").asText()).isEqualTo("text-generation");
        assertThat(manifest.at("/capabilities/0/name").asText()).isEqualTo("chat");
        assertThat(manifest.path("capabilities")).hasSize(1);
        assertThat(manifest.path("supportedParameters").toString()).isEqualTo("[\"stream\",\"temperature\"]");
        assertThat(drafted.draft().notes()).anyMatch(note -> note.contains("1 of the document's 2 operations"));
    }

    @Test
    void schemasOfVersionThreePointZeroAreSaidAnew() {
        JsonNode temperature = manifest(drafted(CHAT, null)).at("/capabilities/0/parameters/properties/temperature");
        assertThat(temperature.toString()).isEqualTo("{\"type\":[\"number\",\"null\"],\"exclusiveMinimum\":0}");
    }

    @Test
    void aDocumentOfVersionThreePointZeroIsNotAttached() {
        OpenApiImport.Drafted drafted = drafted(CHAT, null);
        assertThat(manifest(drafted).has("documents")).isFalse();
        assertThat(drafted.draft().notes()).anyMatch(note -> note.contains("not attached: /openapi must be 3.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "//10.0.0.1/x.yaml",
                "other.yaml"
            })
    void referencesOutOfTheDocumentAreRefusedWithTheirPlaceAndNeverFollowed(String elsewhere) {
        String document = CHAT.replace("{description: The models.}", "{$ref: \"" + elsewhere + "\"}");
        assertThatThrownBy(() -> drafted(document, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().violations())
                                .singleElement()
                                .satisfies(found -> {
                                    assertThat(found.id()).isEqualTo("openapi-references");
                                    assertThat(found.field()).isEqualTo("/paths/~1v1~1models/get/responses/200/$ref");
                                    assertThat(found.place()).isNotNull();
                                }));
    }

    @Test
    void referencesThatLeadInACircleAreRefused() {
        String document = TRANSLATOR + """
                    Egg: {$ref: "#/components/schemas/Hen"}
                    Hen: {$ref: "#/components/schemas/Egg"}
                """;
        assertThat(refusal(document)).allMatch(found -> found.message().contains("leads back to itself"));
    }

    @Test
    void schemasThatWouldMultiplyAreCopiedOnceEach() {
        String schemas = IntStream.range(0, 60)
                .mapToObj(level ->
                        "    L%d: {type: object, properties: {a: {$ref: '#/components/schemas/L%d'}, b: {$ref: '#/components/schemas/L%d'}}}\n"
                                .formatted(level, level + 1, level + 1))
                .collect(Collectors.joining());
        String document = """
                openapi: 3.1.0
                info: {title: Deep, version: 1.0.0}
                paths:
                  /call:
                    post:
                      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/L0"}}}}
                      responses: {"200": {description: Done.}}
                components:
                  schemas:
                """ + schemas + "    L60: {type: string}\n";
        OpenApiImport.Drafted drafted = drafted(document, null);
        assertThat(manifest(drafted).at("/capabilities/0/parameters/$defs")).hasSize(60);
        assertThat(drafted.text().length()).isLessThan(50_000);
    }

    @Test
    void bombsAreRefused() {
        assertThatThrownBy(() -> drafted("openapi: 3.1.0\na: &a [x, x]\nb: [*a, *a]\n", null))
                .hasMessageContaining("aliases are not read");
        assertThatThrownBy(() -> drafted("{\"a\":".repeat(5_000), null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new OpenApiImport(null, null).read(new byte[100_000_000], "large"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().detail()).contains("at most 4194304 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{swagger: '2.0', info: {title: A, version: 1}, paths: {}}",
                "{openapi: 4.0.0, info: {title: A, version: 1}, paths: {/a: {get: {responses: {'200': {}}}}}}",
                "{openapi: 3.1.0, info: {title: A, version: '1'}, paths: {}}",
                "[]"
            })
    void whatCannotBeCalledIsRefused(String document) {
        assertThat(refusal("--- " + document))
                .extracting(Violation::id)
                .allMatch(id -> String.valueOf(id).startsWith("openapi-"));
    }

    @Test
    void whatADocumentSaysStaysWithinItsComment() {
        String text = drafted(TRANSLATOR.replace("v2.1", "\"1.0\\nprovider: evil\""), null)
                .text();
        assertThat(text.lines()).noneMatch(line -> line.startsWith("provider: evil"));
    }

    private static List<Violation> refusal(String document) {
        try {
            throw new AssertionError(drafted(document, null).text());
        } catch (ProblemException e) {
            return e.problem().violations();
        }
    }

    private List<Violation> violations(String manifest) {
        return switch (reader.read(bytes(manifest), Syntax.YAML)) {
            case ManifestReading.Unreadable(var violations) -> violations;
            case ManifestReading.Read read -> {
                ManifestReport report = new ManifestRules(url -> false, new OpenApiRules()).check(read.manifest());
                yield report.violations();
            }
        };
    }

    private static OpenApiImport.Drafted drafted(String document, @Nullable String provider) {
        return new OpenApiImport(provider, null).read(bytes(document), "openapi.yaml");
    }

    private static JsonNode manifest(OpenApiImport.Drafted drafted) {
        return Document.read(bytes(drafted.text()), Syntax.YAML).root();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
