package dev.llmmarketplace.server.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.rest.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading manifests as a compiler would: all findings, each with its place. */
final class ManifestReaderTest {
    private final ManifestReader reader = new ManifestReader(Contract.load().manifestSchema());

    @ParameterizedTest
    @ValueSource(strings = {"support-chat.yaml", "embeddings.yaml", "confidential-summaries.json", "free-listing.yaml"})
    void theExamplesKeepEveryRule(String file) throws IOException {
        byte[] text = Files.readAllBytes(Path.of("..", "examples", file));

        ManifestReading reading = reader.read(text, file.endsWith("json") ? Syntax.JSON : Syntax.YAML);

        assertThat(reading).isInstanceOf(ManifestReading.Read.class);
        ManifestReport report = new ManifestRules(url -> false).check(((ManifestReading.Read) reading).manifest());
        assertThat(report.violations()).isEmpty();
    }

    @Test
    void findingsComeInTheOrderOfTheText() {
        List<Violation> violations = refused("""
                manifestVersion: 1
                provider: acme
                name: Not A Name
                version: 1.0
                title: A service
                description: short
                category: text-generation
                capabilities: [{name: chat, descripton: typo}]
                """);

        assertThat(violations)
                .extracting(Violation::field)
                .containsExactly("/name", "/version", "/description", "/capabilities/0/descripton");
        assertThat(violations.getLast().place()).isEqualTo(new Place(8, 29));
        assertThat(violations.getLast().mend()).isEqualTo("Did you mean 'description'?");
        assertThat(violations.get(1).mend()).isEqualTo("Put it in quotes.");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertThat(fields("pricing: {model: free, rates: {input: 1}}")).contains("/pricing/rates");
        assertThat(fields("pricing: {model: per-token, rates: {input: 0.0000000001}}"))
                .contains("/pricing/rates/input");
        assertThat(fields("endpoint: {url: 'https://a.example/v1', authentication: {type: header}}"))
                .contains("/endpoint/authentication/header");
        assertThat(fields("endpoint: {url: 'https://a.example/v1', authentication: {type: none, credential: x}}"))
                .contains("/endpoint/authentication/credential");
        assertThat(fields("endpoint: {url: 'https://a.example/[v1'}")).contains("/endpoint/url");
    }

    @Test
    void parametersMustBeAJsonSchema() {
        String manifest = minimal("").replace("[{name: chat}]", "[{name: chat, parameters: {type: strng}}]");

        assertThat(refused(manifest)).extracting(Violation::field).contains("/capabilities/0/parameters/type");
    }

    @Test
    void aCredentialIsNeverPartOfAFinding() {
        String manifest = minimal(
                "endpoint: {url: 'https://a.example/v1', authentication: {type: bearer, credential: 'secret with spaces'}}");

        assertThat(refused(manifest).toString()).doesNotContain("secret with spaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x 1\nb: *x", "a: 1\na: 2", "a: 1\n---\nb: 2", "a: [1", "\tx: 1", ""})
    void whatIsNoSingleDocumentIsMalformed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader.read(bytes, Syntax.YAML))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("malformed_request: Line ");
    }

    private List<String> fields(String more) {
        return refused(minimal(more)).stream().map(Violation::field).toList();
    }

    private List<Violation> refused(String yaml) {
        ManifestReading reading = reader.read(yaml.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
        assertThat(reading).isInstanceOf(ManifestReading.Unreadable.class);
        return ((ManifestReading.Unreadable) reading).violations();
    }

    private static String minimal(String more) {
        return """
                manifestVersion: 1
                provider: acme
                name: chat
                version: 1.0.0
                title: A service
                description: A service for a test.
                category: text-generation
                capabilities: [{name: chat}]
                %s
                """.formatted(more);
    }
}
