package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.ManifestReader;
import dev.llmmarketplace.server.manifest.ManifestReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingsKeepTheContractTest {
    private static final String SCHEMA = "/api/service-manifest.schema.json";

    @ParameterizedTest
    @ValueSource(strings = {"openrouter.json", "models-dev.json", "litellm.json"})
    void everyListingIsAManifestThatTheServerTakes(String fixture) throws Exception {
        assertThat(broken(Fixtures.read(fixture))).isEmpty();
    }

    @Test
    void theExamplesAreThirtyListingsOrMoreAndNoneIsSkipped() throws Exception {
        Path examples = Fixtures.file("/examples/catalogue/models.json");
        Catalogue catalogue = Catalogue.read(examples, null, null, Fixtures.TODAY);
        assertThat(catalogue.listings()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(catalogue.skipped()).isEmpty();
        assertThat(broken(catalogue)).isEmpty();
    }

    private static List<String> broken(Catalogue catalogue) throws IOException {
        ManifestReader reader = new ManifestReader(
                new JsonMapper().readTree(ListingsKeepTheContractTest.class.getResourceAsStream(SCHEMA)));
        ManifestRules rules = new ManifestRules(url -> false);
        return catalogue.listings().stream()
                .map(listing -> listing.name() + findings(reader, rules, listing, catalogue))
                .filter(findings -> !findings.endsWith("[]"))
                .toList();
    }

    private static String findings(ManifestReader reader, ManifestRules rules, Listing listing, Catalogue catalogue) {
        String json = listing.manifest(catalogue.format().wireName(), catalogue.asOf())
                .toString();
        return switch (reader.read(json.getBytes(StandardCharsets.UTF_8), Syntax.JSON)) {
            case ManifestReading.Unreadable unreadable ->
                unreadable.violations().toString();
            case ManifestReading.Read read ->
                rules.check(read.manifest()).violations().toString();
        };
    }
}
