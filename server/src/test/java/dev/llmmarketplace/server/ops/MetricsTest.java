package dev.llmmarketplace.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.Api;
import dev.llmmarketplace.server.Market;
import dev.llmmarketplace.server.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What Prometheus is shown. */
final class MetricsTest {
    @Test
    void namesFollowPrometheusConventionsAndNobodyCanMakeSeries() throws IOException, InterruptedException {
        try (Market market = Market.open(builder -> builder.set("log.access", "file"))) {
            market.chat().send().expect(200);
            flood(market, 0);
            metrics(market); // the first scrape begins the series of its own requests
            Set<String> before = series(market);

            flood(market, 1);

            String metrics = metrics(market);
            assertThat(series(market)).isEqualTo(before).hasSizeLessThan(2_000);
            assertThat(metrics)
                    .contains("marketplace_gateway_service_calls_total{service=\"sells/chat\",verdict=\"served\"} 1")
                    .contains("marketplace_gateway_calls_total{dialect=\"openai\",outcome=\"completed\","
                            + "route=\"chat.completions\"} 1")
                    .contains("marketplace_gateway_overhead_seconds_bucket{le=\"+Inf\"} 1")
                    .contains("marketplace_gateway_upstream_first_byte_seconds_count 1")
                    .contains("marketplace_gateway_journal_lag_seconds")
                    .contains("marketplace_gateway_leases")
                    .doesNotContain("flood-");
            assertThat(promtool(metrics)).isEmpty();
        }
    }

    /** Names of models, keys, paths and methods that nobody has ever heard of. */
    private static void flood(Market market, int round) {
        Api program = market.marketplace().nobody().with(market.key());
        for (int i = 0; i < 50; i++) {
            String name = "flood-" + round + "-" + i;
            program.post("/v1/chat/completions", "{\"model\": \"%s/x\", \"messages\": []}".formatted(name));
            market.marketplace().nobody().with("llm_mk_" + name).post("/v1/chat/completions", "{}");
            program.get("/v1/" + name);
            program.get("/api/v1/services/by-name/" + name + "/" + name);
            program.get("/" + name);
        }
    }

    private static String metrics(Market market) {
        Reply reply = market.marketplace().nobody().get("/metrics").expect(200);
        return reply.text();
    }

    /** Names and labels, without values. */
    private static Set<String> series(Market market) {
        return metrics(market)
                .lines()
                .filter(line -> line.startsWith("marketplace_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    /** What it complains of, our own names only: those of the JVM are Micrometer's. */
    private static List<String> promtool(String metrics) throws IOException, InterruptedException {
        String own = metrics.lines()
                .filter(line -> line.startsWith("marketplace_") || line.matches("# (HELP|TYPE) marketplace_.*"))
                .collect(Collectors.joining("\n", "", "\n"));
        Process process = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(own.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }
}
