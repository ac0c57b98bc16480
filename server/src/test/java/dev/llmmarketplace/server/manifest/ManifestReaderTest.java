package dev.llmmarketplace.server.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.kernel.Problem.Place;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.rest.Contract;
import java.io.IOException;
import java.net.URI;
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
    @ValueSource(
            strings = {
                "support-chat.yaml",
                "embeddings.yaml",
                "confidential-summaries.json",
                "two-regions.yaml",
                "free-listing.yaml"
            })
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
    void aSingleEndpointIsAListOfOne() {
        String one =
                "{url: 'https://a.example/v1', region: eu-central-1, authentication: {type: bearer, credential: x}}";

        ManifestReading.Read single = read(minimal("endpoint: " + one));
        ManifestReading.Read list = read(minimal("endpoints: [" + one + "]"));

        assertThat(single.manifest()).isEqualTo(list.manifest());
        assertThat(single.credentials()).isEqualTo(list.credentials()).containsOnlyKeys("default");
        assertThat(single.positions().locate(finding("/endpoint/region")).place())
                .isEqualTo(new Place(9, 41));
        assertThat(list.positions().locate(finding("/endpoint/region")).field()).isEqualTo("/endpoints/0/region");
    }

    @Test
    void endpointsHaveSharesPlacesAndSecretsOfTheirOwn() {
        ManifestReading.Read read = read(minimal("""
                endpoints:
                  - {url: 'https://a.example/v1', weight: 3, country: DE,
                     authentication: {type: bearer, credential: one}}
                  - {name: spare, url: 'https://b.example/v1', priority: 1, upstreamModel: m, region: eastus,
                     authentication: {type: header, header: api-key, credential: two, credentialName: azure}}
                """));

        Endpoint first = read.manifest().endpoints().get(0);
        Endpoint spare = read.manifest().endpoints().get(1);
        assertThat(first.name()).isEqualTo("endpoint-1");
        assertThat(first.weight()).isEqualTo(3);
        assertThat(first.place()).contains("DE");
        assertThat(spare.name()).isEqualTo("spare");
        assertThat(spare.priority()).isEqualTo(1);
        assertThat(spare.place()).contains("US");
        assertThat(spare.credential()).isEqualTo("azure");
        assertThat(read.credentials()).containsOnlyKeys("default", "azure");
    }

    @Test
    void anEndpointMayBeOpenedByAnOAuthClient() {
        String client = "type: oauth2, clientId: us, credential: x, scope: models";
        String endpoint = "endpoint: {url: 'https://a.example/v1', authentication: {%s}}";

        ManifestReading.Read read =
                read(minimal(endpoint.formatted(client + ", tokenUrl: 'https://id.a.example/token'")));

        assertThat(read.manifest().endpoints().getFirst().authentication())
                .isEqualTo(
                        new Endpoint.Authentication.OAuth2(URI.create("https://id.a.example/token"), "us", "models"));
        assertThat(fields(endpoint.formatted(client))).contains("/endpoint/authentication/tokenUrl");
        assertThat(fields(endpoint.formatted("type: bearer, scope: x"))).contains("/endpoint/authentication/scope");
        ManifestReading.Read local =
                read(minimal(endpoint.formatted(client + ", tokenUrl: 'http://169.254.169.254/token'")));
        assertThat(new ManifestRules(url -> false).check(local.manifest()).violations())
                .extracting(Violation::field)
                .containsOnly("/endpoint/authentication/tokenUrl");
    }

    @Test
    void endpointsThatContradictEachOtherAreRefused() {
        String a = "{url: 'https://a.example/v1', authentication: {type: bearer, credential: one}}";
        String b = "{url: 'https://b.example/v1', authentication: {type: bearer, credential: two}}";

        assertThat(fields("endpoints: [" + a + ", " + b + "]")).contains("/endpoints/1/authentication/credentialName");
        assertThat(fields("endpoint: " + a + "\nendpoints: [" + a + "]")).contains("/endpoint");
        assertThat(fields("endpoints: [{url: 'https://a.example/v1', weight: 0}]"))
                .contains("/endpoints/0/weight");
        assertThat(fields("endpoints: []")).contains("/endpoints");
    }

    private static Violation finding(String field) {
        return new Violation(field, "", "", "");
    }

    private ManifestReading.Read read(String yaml) {
        ManifestReading reading = reader.read(yaml.getBytes(StandardCharsets.UTF_8), Syntax.YAML);
        assertThat(reading).isInstanceOf(ManifestReading.Read.class);
        return (ManifestReading.Read) reading;
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
