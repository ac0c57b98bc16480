package dev.llmmarketplace.server.cli.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.server.cli.CommandLines;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.bench.BenchCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** With the real index and the real embedding model. */
final class BenchSearchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyLegIsMeasured() throws Exception {
        assertThat(run("bench", "search", "--corpus", kitchen(), "-o", "json")).isEqualTo(ExitCode.OK);

        JsonNode report = json();
        assertThat(report.fieldNames()).toIterable().containsExactly("lexical", "vector", "hybrid");
        for (JsonNode leg : report) {
            assertThat(leg.fieldNames()).toIterable().containsExactly("ndcg@10", "recall@10", "mrr");
        }
        // Of five questions two share no word with their answers: only the meaning finds those.
        assertThat(report.at("/lexical/recall@10").asDouble()).isEqualTo(0.6);
        assertThat(report.at("/vector/recall@10").asDouble()).isGreaterThan(0.6);
        assertThat(report.at("/hybrid/recall@10").asDouble())
                .isGreaterThanOrEqualTo(report.at("/vector/recall@10").asDouble());
        assertThat(report.at("/hybrid/mrr").asDouble()).isGreaterThan(0.8);
    }

    @Test
    void theBundledCatalogueIsFoundByItsNamesAndConstraints() throws Exception {
        assertThat(run("bench", "search", "--questions", "40", "-o", "json")).isEqualTo(ExitCode.OK);

        JsonNode report = json();
        assertThat(report.at("/services").asInt()).isGreaterThan(40);
        assertThat(report.at("/navigational/kinds").fieldNames())
                .toIterable()
                .containsExactly("address", "slug", "title", "alias", "provider-and-name", "typo");
        assertThat(report.at("/navigational/mrr").asDouble()).isGreaterThanOrEqualTo(0.95);
        assertThat(report.at("/constraints/f1").asDouble()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void aCrowdIsMeasuredInTheProductsIndex() throws Exception {
        assertThat(run("bench", "search", "--services", "300", "--seconds", "1", "-o", "json"))
                .isEqualTo(ExitCode.OK);

        JsonNode stage = json().at("/stages/0");
        assertThat(stage.at("/services").asInt()).isEqualTo(300);
        assertThat(stage.at("/index_bytes").asLong()).isPositive();
        for (String kind : new String[] {"hybrid", "filtered", "suggestions"}) {
            assertThat(stage.path(kind).path("p95_millis").asDouble()).as(kind).isPositive();
        }
        assertThat(stage.at("/recall@10/all").asDouble()).isGreaterThanOrEqualTo(0.95);
        assertThat(stage.at("/recall@10/filtered").asDouble()).isGreaterThanOrEqualTo(0.95);
        assertThat(stage.at("/recall@10/selective").asDouble()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aCrowdsIndexIsMadeFromTheDatabaseAndFollowsWhatIsActivated() throws Exception {
        assertThat(run("bench", "search", "--services", "700", "--activation", "-o", "json"))
                .isEqualTo(ExitCode.OK);

        JsonNode stage = json().at("/stages/0");
        assertThat(stage.at("/services").asInt()).isEqualTo(700);
        assertThat(stage.at("/rebuild/seconds").asDouble()).isPositive();
        assertThat(stage.at("/rebuild/processor_micros_per_service").asLong()).isPositive();
        assertThat(stage.at("/at_rest/index_bytes").asLong()).isPositive();
        assertThat(stage.at("/activation_to_searchable/activations").asInt()).isEqualTo(200);
        assertThat(stage.at("/activation_to_searchable/p95_millis").asDouble()).isPositive();
    }

    @Test
    void whatIsNoCatalogueIsAMistakeOfTheCommandLine() {
        assertThat(run("bench", "search", "--catalogue", "/nowhere.json")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("/nowhere.json");
    }

    @Test
    void severalCollectionsAreToldApart() throws Exception {
        assertThat(run("bench", "search", "--corpus", kitchen(), "--corpus", kitchen(), "--output", "json"))
                .isEqualTo(ExitCode.OK);

        assertThat(json().fieldNames()).toIterable().containsExactly("kitchen", kitchen());
    }

    @Test
    void theTableIsForPeople() throws Exception {
        assertThat(run("bench", "search", "--corpus", kitchen())).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("kitchen: 7 documents, 5 questions", "nDCG@10", "hybrid");
        assertThat(err.toString()).contains("questions without a judgement, left out: 1");
    }

    @Test
    void whatIsNoCollectionIsAMistakeOfTheCommandLine() {
        assertThat(run("bench", "search", "--corpus", "/nowhere")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("There is no file /nowhere/corpus.jsonl");
    }

    private int run(String... arguments) {
        CommandLine line = CommandLines.of(new Root());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out.toString());
    }

    private static String kitchen() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BenchSearchCommandTest.class.getResource("kitchen"))
                        .toURI())
                .toString();
    }

    @Command(name = "marketplace", subcommands = BenchCommand.class)
    static final class Root implements Runnable {
        @Override
        public void run() {
            // only its subcommand is of interest
        }
    }
}
