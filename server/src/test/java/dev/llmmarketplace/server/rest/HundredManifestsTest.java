package dev.llmmarketplace.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Reply;
import dev.llmmarketplace.server.SharedMarketplace;
import dev.llmmarketplace.server.TestMarketplace;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hundred manifests made of the examples, good and bad, handed in all at once: each ends where it should. */
@ExtendWith(SharedMarketplace.class)
final class HundredManifestsTest {
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final List<String> BASES = List.of("support-chat.yaml", "two-regions.yaml", "embeddings.yaml");

    private final TestMarketplace marketplace;

    HundredManifestsTest(TestMarketplace marketplace) {
        this.marketplace = marketplace;
    }

    /**
     * A way to change a manifest.
     *
     * @param end state and phase that it leads to; a status of the answer where nothing is handed in
     * @param rule that its report names; empty for none
     */
    private record Variant(String name, UnaryOperator<String> change, String end, String rule) {}

    private static final List<Variant> VARIANTS = List.of(
            good("as-it-is", yaml -> yaml),
            good("renamed", yaml -> yaml.replaceFirst("title: .*", "title: Another title")),
            good("tagged", yaml -> yaml.replaceFirst("(?m)^tags: .*", "tags: [one, two, three]")),
            good("later-version", yaml -> yaml.replaceFirst("version: .*", "version: 3.2.1")),
            good("internal", yaml -> level(yaml, "internal")),
            waiting("confidential", yaml -> level(yaml, "confidential")),
            waiting("restricted", yaml -> level(yaml, "restricted")),
            new Variant(
                    "uncertified",
                    yaml -> level(yaml, "confidential").replace("certifications: [SOC2], ", ""),
                    "failed policy",
                    "policy/confidential-certified"),
            waiting("unpriced", yaml -> yaml.replaceFirst("(?m)^pricing:.*\\n(?:  .*\\n)*", "")),
            broken("plain-http", yaml -> yaml.replaceAll("https://", "http://"), "url-encrypted"),
            broken("loopback", yaml -> yaml.replaceAll("https://[^/\\s]+/", "https://127.0.0.1/"), "url-public"),
            broken("wordy-url", yaml -> yaml.replaceAll("/v1", "/v1?a=b"), "url-without-query"),
            broken(
                    "scripted",
                    yaml -> yaml.replaceFirst("title: .*", "title: <script>alert(1)</script>"),
                    "text-without-script"),
            unreadable("pre-release", yaml -> yaml.replaceFirst("version: .*", "version: 1.0.0-beta.1")),
            unreadable("unknown-field", yaml -> yaml + "\nsurprise: 1\n"),
            unreadable("no-category", yaml -> yaml.replaceFirst("(?m)^category: .*\\n", "")),
            unreadable("future-format", yaml -> yaml.replaceFirst("manifestVersion: 1", "manifestVersion: 9")),
            new Variant("torn", yaml -> yaml + "\n  : [ {", "400", ""));

    private static Variant good(String name, UnaryOperator<String> change) {
        return new Variant(name, change, "published", "");
    }

    private static Variant waiting(String name, UnaryOperator<String> change) {
        return new Variant(name, change, "waiting approve", "");
    }

    private static Variant broken(String name, UnaryOperator<String> change, String rule) {
        return new Variant(name, change, "failed validate", rule);
    }

    private static Variant unreadable(String name, UnaryOperator<String> change) {
        return new Variant(name, change, "422", "");
    }

    private static String level(String yaml, String level) {
        return yaml.replaceFirst("(?m)^compliance:.*\\n(?:  .*\\n)*", "") + "\ncompliance: {level: " + level
                + ", certifications: [SOC2], dataResidency: [DE, IE, NL], gdpr: true}\n";
    }

    /** One manifest under a name of its own. */
    private record Handed(String name, Variant variant, String yaml) {}

    private static List<Handed> manifests(String slug) throws IOException {
        List<Handed> manifests = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            for (String base : BASES) {
                String text = Files.readString(EXAMPLES.resolve(base));
                for (Variant variant : VARIANTS) {
                    String name = base.substring(0, base.indexOf('.')) + "-" + variant.name() + "-" + round;
                    String own = text.replaceFirst("(?m)^provider: .*", "provider: " + slug)
                            .replaceFirst("(?m)^name: .*", "name: " + name);
                    manifests.add(new Handed(name, variant, variant.change().apply(own)));
                }
            }
        }
        return manifests;
    }

    @Test
    void eachEndsWhereItShould() throws IOException {
        String slug = marketplace.unique("hundred");
        Api provider = marketplace.user(marketplace.organisation(slug), "provider");
        List<Handed> manifests = manifests(slug);
        assertThat(manifests).hasSizeGreaterThanOrEqualTo(100);

        Map<String, String> paths = new LinkedHashMap<>();
        for (Handed handed : manifests) {
            Reply answer = provider.send(
                    "POST",
                    "/api/v1/services",
                    request -> request.header("prefer", "respond-async")
                            .header("content-type", "application/yaml")
                            .POST(BodyPublishers.ofString(handed.yaml())));
            if (handed.variant().end().length() == 3) {
                assertThat(answer.status())
                        .as(handed.name())
                        .hasToString(handed.variant().end());
            } else {
                paths.put(handed.name(), answer.expect(202).header("location").orElseThrow());
            }
        }

        for (Handed handed : manifests) {
            String path = paths.get(handed.name());
            if (path != null) {
                JsonNode end = end(provider, path);
                assertThat(end.path("state").asText()
                                + (end.path("state").asText().equals("published")
                                        ? ""
                                        : " " + end.path("phase").asText()))
                        .as(handed.name() + ": " + end)
                        .isEqualTo(handed.variant().end());
                assertThat(end.toString())
                        .as(handed.name())
                        .contains(handed.variant().rule());
            }
        }
    }

    private static JsonNode end(Api provider, String path) {
        return await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> provider.get(path).expect(200).json(),
                        submission -> !List.of("running", "undoing")
                                .contains(submission.path("state").asText()));
    }
}
