package dev.llmmarketplace.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags before environment before file before default; every mistake at once, with its source and its mend. */
final class ConfigurationTest {
    @TempDir
    private Path data;

    @Test
    void withoutAnythingEverySettingHasItsDefault() throws InvalidConfiguration {
        Configuration configuration = read(Map.of(), Map.of());

        assertThat(configuration.http().port()).isEqualTo(8080);
        assertThat(configuration.database().url()).isEmpty();
        assertThat(configuration.identity().keyRotation()).isEqualTo(Duration.ofDays(90));
        assertThat(configuration.limits().loginPerMinute()).isEqualTo(5);
    }

    @Test
    void flagsGoBeforeEnvironmentBeforeFile() throws Exception {
        Files.writeString(data.resolve("config.yaml"), """
                http: {port: 1, host: file}
                log.format: json
                outgoing.allow: ["127.0.0.1:9", 10.0.0.0/8]
                """);

        Configuration configuration =
                read(Map.of("http.port", "3"), Map.of("MARKETPLACE_HTTP_PORT", "2", "MARKETPLACE_HTTP_HOST", "env"));

        assertThat(configuration.http().port()).isEqualTo(3);
        assertThat(configuration.http().host()).isEqualTo("env");
        assertThat(configuration.log().format()).isEqualTo(Configuration.LogFormat.JSON);
        assertThat(configuration.outgoingAllow()).containsExactly("127.0.0.1:9", "10.0.0.0/8");
    }

    @Test
    void everyMistakeIsReportedAtOnceWithItsSourceAndMend() throws IOException {
        Files.writeString(data.resolve("config.yaml"), "log:\n  formt: json\nhttp.event-loops: many\n");

        List<Mistake> mistakes = mistakes(
                Map.of("http.port", "99999", "nothing.at.all", "1"),
                Map.of("MARKETPLACE_ROLES", "gateway", "MARKETPLACE_LOG_LEVL", "info"));

        assertThat(mistakes)
                .extracting(Mistake::key)
                .containsExactlyInAnyOrder(
                        "nothing.at.all",
                        "MARKETPLACE_LOG_LEVL",
                        "log.formt",
                        "roles",
                        "http.port",
                        "http.event-loops");
        assertThat(mistakes).allSatisfy(mistake -> assertThat(mistake.mend()).isNotBlank());
        assertThat(mistakes.toString())
                .contains(
                        "Did you mean 'log.format'?",
                        "Did you mean 'MARKETPLACE_LOG_LEVEL'?",
                        "config.yaml:2",
                        "(flag)");
    }

    @Test
    void whatDoesNotFitTogetherInTheSettingsOfTlsIsSaidAtOnce() throws IOException {
        Path noCertificate = Files.writeString(data.resolve("server.pem"), "nothing");

        assertThat(mistakes(
                        Map.of(
                                "http.tls.certificate", noCertificate.toString(),
                                "http.tls.versions", "1.1",
                                "http.tls.client-certificates", "required"),
                        Map.of()))
                .extracting(Mistake::key, Mistake::message)
                .containsExactlyInAnyOrder(
                        tuple("http.tls.certificate", "there is a certificate and no key"),
                        tuple("http.tls.certificate", "the file holds no certificate"),
                        tuple("http.tls.versions", "was '1.1'"),
                        tuple("http.tls.client-certificates", "it is not said who may issue callers' certificates"));
        assertThat(mistakes(
                        Map.of(
                                "http.tls.key",
                                "/nowhere/server.key",
                                "http.tls.client-authorities",
                                noCertificate.toString()),
                        Map.of()))
                .extracting(Mistake::key)
                .containsExactlyInAnyOrder(
                        "http.tls.key", "http.tls.key", "http.tls.client-authorities", "http.tls.client-authorities");
    }

    @Test
    void theWeightsOfRankingMustSumToOne() throws Exception {
        List<Mistake> mistakes = mistakes(Map.of("ranking.popularity", "0.3"), Map.of());

        assertThat(mistakes).hasSize(1);
        assertThat(mistakes.getFirst().message()).contains("must sum to 1", "1.1");
        assertThat(mistakes.getFirst().mend()).contains("ranking.compliance");
        assertThat(read(Map.of("ranking.popularity", "0.3", "ranking.relevance", "0.3"), Map.of())
                        .ranking()
                        .weights()
                        .popularity())
                .isEqualTo(0.3);
    }

    @Test
    void aSecretIsNotRepeatedInAMistake() {
        assertThat(mistakes(Map.of("database.url", "postgres://x"), Map.of("MARKETPLACE_DATABASE_PASSWORD", "s3cret")))
                .hasSize(1)
                .allSatisfy(mistake -> assertThat(mistake.toString()).doesNotContain("s3cret"));
    }

    @Test
    void aFileThatIsNoYamlIsAMistakeWithItsLine() throws IOException {
        Files.writeString(data.resolve("config.yaml"), "http:\n  port: [1\n");

        assertThat(mistakes(Map.of(), Map.of()).getFirst().message()).startsWith("Line ");
    }

    @Test
    void theLaunchersVariablesAreNoMistakes() throws InvalidConfiguration {
        read(Map.of(), Map.of("MARKETPLACE_NO_BUILD", "1", "MARKETPLACE_JAVA_OPTS", "-Xmx1g"));
    }

    @Test
    void theGuideShowsTheTableAsItIs() throws IOException {
        Path guide = Path.of("..", "docs", "guide", "configuration.md");

        assertThat(Files.readString(guide)).contains(ConfigurationGuide.markdown());
    }

    private Configuration read(Map<String, String> flags, Map<String, String> environment) throws InvalidConfiguration {
        Map<String, String> all = new java.util.HashMap<>(flags);
        all.put("data.directory", data.toString());
        return ConfigurationReader.read(all, environment, Optional.empty());
    }

    private List<Mistake> mistakes(Map<String, String> flags, Map<String, String> environment) {
        return catchThrowableOfType(InvalidConfiguration.class, () -> read(flags, environment))
                .mistakes();
    }
}
