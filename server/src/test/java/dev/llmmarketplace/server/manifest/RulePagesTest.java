package dev.llmmarketplace.server.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.ManifestRules;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.signature.Ed25519Key;
import dev.llmmarketplace.core.publishing.signature.PublisherKey;
import dev.llmmarketplace.core.publishing.signature.SignatureCheck;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.rest.Contract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has a page, and the page's examples do what it says. */
final class RulePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "rules");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml( whole)?\n(.*?)```", Pattern.DOTALL);

    private final ManifestReader reader = new ManifestReader(Contract.load().manifestSchema());
    /** The key that the pages' examples are signed with. */
    private static final PublisherKey KEY = new PublisherKey(
            OrganisationId.next(),
            "Release key",
            Ed25519Key.parse("MCowBQYDK2VwAyEAQcJ3EMMraUHe/qqFXBQyU6hZ5mAYv07lrYJZJcMwT7g=")
                    .orElseThrow(),
            Instant.EPOCH,
            null);

    private final ManifestRules rules =
            new ManifestRules(url -> false, new OpenApiRules().and(RulePagesTest::checkSignature));

    record Page(String id, String text) {
        /** What breaks the rule, and what keeps it. */
        List<MatchResult> examples() {
            return EXAMPLE.matcher(text).results().toList();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static List<Page> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.map(path -> new Page(path.getFileName().toString().replace(".md", ""), read(path)))
                    .filter(page -> !page.id().equals("README"))
                    .toList();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ManifestReport checkSignature(ServiceManifest manifest) {
        ManifestSignature signature = manifest.signature();
        return new ManifestReport(
                signature == null
                        ? List.of()
                        : SignatureCheck.check(
                                manifest,
                                signature,
                                Optional.of(KEY).filter(key -> key.fingerprint().equals(signature.key()))),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theFirstExampleBreaksTheRuleAndTheSecondDoesNot(Page page) {
        assertThat(page.examples()).hasSize(2);
        assertThat(findings(page.examples().getFirst()))
                .extracting(Violation::id)
                .contains(page.id());
        assertThat(findings(page.examples().getLast()))
                .extracting(Violation::id)
                .doesNotContain(page.id());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageSaysOfARuleWhatTheRuleSays(Page page) {
        Optional<ManifestRule> rule = WireName.find(ManifestRule.class, page.id());
        String severity = rule.map(each -> each.severity().name()).orElse("ERROR");
        String layer =
                rule.map(each -> each.layer().name()).orElse(page.id().startsWith("schema-") ? "SCHEMA" : "SYNTAX");

        assertThat(page.text())
                .startsWith("# " + page.id() + "\n\n" + severity.toLowerCase(Locale.ROOT) + " · "
                        + layer.toLowerCase(Locale.ROOT) + "\n");
        assertThat(read(PAGES.resolve("README.md"))).contains("(" + page.id() + ".md)");
    }

    @Test
    void everyRuleHasAPage() throws IOException {
        assertThat(pages().stream().map(Page::id).toList())
                .containsAll(Arrays.stream(ManifestRule.values())
                        .map(ManifestRule::wireName)
                        .toList());
    }

    private List<Violation> findings(MatchResult example) {
        try {
            boolean whole = example.group(1) != null;
            byte[] text = example.group(2).getBytes(StandardCharsets.UTF_8);
            return switch (reader.read(whole ? text : overlaid(text), whole ? Syntax.YAML : Syntax.JSON)) {
                case ManifestReading.Unreadable(var violations) -> violations;
                case ManifestReading.Read(var manifest, var _, var _) -> all(rules.check(manifest));
            };
        } catch (ProblemException e) {
            return e.problem().violations();
        }
    }

    private static List<Violation> all(ManifestReport report) {
        return report.strictly().violations();
    }

    private static byte[] overlaid(byte[] fields) {
        String readme = read(PAGES.resolve("README.md"));
        String base =
                EXAMPLE.matcher(readme).results().findFirst().orElseThrow().group(2);
        ObjectNode manifest = (ObjectNode) tree(base.getBytes(StandardCharsets.UTF_8));
        tree(fields).properties().forEach(field -> {
            if (field.getValue().asText().equals("~remove")) {
                manifest.remove(field.getKey());
            } else {
                manifest.set(field.getKey(), field.getValue());
            }
        });
        return Json.bytes(manifest);
    }

    private static JsonNode tree(byte[] yaml) {
        return Document.read(yaml, Syntax.YAML).root();
    }
}
