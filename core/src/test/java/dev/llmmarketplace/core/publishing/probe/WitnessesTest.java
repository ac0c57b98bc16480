package dev.llmmarketplace.core.publishing.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.HttpVersion;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.publishing.probe.Witnesses.Testimony;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose fault a silence is, by what others say. */
final class WitnessesTest {
    private static final String SILENT = "silent.example";

    private static Endpoint at(String host) {
        return new Endpoint(
                "main",
                URI.create("https://" + host + "/v1"),
                Protocol.REST,
                Dialect.OPENAI,
                new Endpoint.Authentication.None(),
                "m",
                null,
                null,
                "main",
                0,
                1,
                HttpVersion.AUTO);
    }

    private static Testimony about(String silent, Set<String> heard, String... listed) {
        Reachability reachability = new Reachability() {
            @Override
            public boolean answers(Endpoint endpoint) {
                return heard.contains(endpoint.url().getHost());
            }

            @Override
            public boolean within(Endpoint endpoint) {
                return endpoint.url().getHost().endsWith(".internal");
            }
        };
        List<Endpoint> all = Arrays.stream(listed).map(WitnessesTest::at).toList();
        return new Witnesses(() -> all, reachability).about(List.of(at(silent)));
    }

    @Test
    void oneWhoIsHeardAmongSeveralWhoAreNotBlamesNobody() {
        Set<String> heard = Set.of("a.example");

        assertThat(about(SILENT, heard, "a.example", "b.example", "c.example")).isEqualTo(Testimony.NETWORK_IS_AWAY);
        assertThat(about(SILENT, heard, "a.example", "b.example")).isEqualTo(Testimony.NETWORK_IS_AWAY);
    }

    @Test
    void mostOfThoseWhoAreAskedMustAgree() {
        Set<String> heard = Set.of("a.example", "b.example");

        assertThat(about(SILENT, heard, "a.example", "b.example", "c.example")).isEqualTo(Testimony.NETWORK_IS_THERE);
        assertThat(about(SILENT, heard, "a.example")).isEqualTo(Testimony.NETWORK_IS_THERE);
    }

    @Test
    void whoIsWithinOurOwnNetworksSaysNothingOfTheWayOutside() {
        Set<String> heard = Set.of("a.internal", "b.internal");

        assertThat(about(SILENT, heard, "a.internal", "b.internal")).isEqualTo(Testimony.NONE);
        assertThat(about(SILENT, heard, "a.internal", "b.internal", "c.example"))
                .isEqualTo(Testimony.NETWORK_IS_AWAY);
        assertThat(about("silent.internal", heard, "a.internal", "b.internal", "c.example"))
                .isEqualTo(Testimony.NETWORK_IS_THERE);
    }

    @Test
    void oneHostIsOneWitness() {
        assertThat(about(SILENT, Set.of(SILENT), SILENT, SILENT)).isEqualTo(Testimony.NONE);
        assertThat(about(SILENT, Set.of("a.example"), "a.example", "a.example", "b.example"))
                .isEqualTo(Testimony.NETWORK_IS_AWAY);
    }
}
