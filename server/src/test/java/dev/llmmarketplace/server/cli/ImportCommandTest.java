package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.server.cli.Commands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportCommandTest extends WithStubServer {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void listingsAreSentInBatchesWithTheirProvenance() throws IOException {
        server.answer("POST /api/v1/listings", 200, """
                {"outcomes":[{"name":"acme/m-0","outcome":"created"},{"name":"acme/m-1","outcome":"unchanged"}]}""");
        Result result = commands.run("import", catalogue(150).toString(), "--as-of", "2026-08-01");
        assertThat(result.exitCode()).isZero();
        assertThat(server.asked.stream().map(asked -> batch(asked.body()).size()))
                .containsExactly(100, 50);
        assertThat(batch(server.asked.getFirst().body())
                        .at("/0/pricing/provenance")
                        .toString())
                .isEqualTo("{\"source\":\"openrouter\",\"reference\":\"acme/m-0\",\"asOf\":\"2026-08-01\"}");
        assertThat(result.out()).contains("150 listings: 2 created, 2 unchanged", "1 entries skipped", "dynamic-price");
    }

    @Test
    void whatTheServerRefusesIsReportedAndFailsTheCommand() throws IOException {
        server.answer("POST /api/v1/listings", 200, """
                {"outcomes":[{"name":"acme/m-0","outcome":"refused","violations":[
                {"field":"/title","rule":"there","message":"it is not","mend":"Write one."}]}]}""");
        Result result = commands.run("import", catalogue(1).toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out()).contains("refused acme/m-0", "/title: must be there; it is not");
    }

    @Test
    void aDryRunSendsNothingAndTheReportHoldsEveryEntryLeftOut() throws IOException {
        Path report = directory.resolve("report.json");
        Result result = commands.run(
                "import", catalogue(2).toString(), "--dry-run", "--report", report.toString(), "-o", "json");
        assertThat(result.exitCode()).isZero();
        assertThat(server.asked).isEmpty();
        assertThat(JSON.readTree(result.out()).at("/skipped/dynamic-price").asInt())
                .isEqualTo(1);
        assertThat(JSON.readTree(Files.readString(report)).get("skippedEntries").toString())
                .isEqualTo("[{\"entry\":\"acme/auto\",\"reason\":\"dynamic-price\",\"detail\":\"prompt is -1\"}]");
    }

    @Test
    void aFileThatIsNoCatalogueIsAUsageError() throws IOException {
        Path file = Files.writeString(directory.resolve("other.json"), "{}");
        Result result = commands.run("import", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("no catalogue that is known");
        assertThat(commands.run("import", file.toString(), "--format", "csv").err())
                .contains("expected openrouter, models-dev or litellm");
    }

    private Path catalogue(int models) throws IOException {
        String entries = IntStream.range(0, models)
                .mapToObj(i -> "{\"id\":\"acme/m-" + i + "\",\"pricing\":{\"prompt\":\"0.1\",\"completion\":\"0.2\"}},")
                .collect(Collectors.joining());
        return Files.writeString(
                directory.resolve("list.json"),
                "{\"data\":[" + entries
                        + "{\"id\":\"acme/auto\",\"pricing\":{\"prompt\":\"-1\",\"completion\":\"-1\"}}]}");
    }

    private static JsonNode batch(String body) {
        try {
            return JSON.readTree(body).get("listings");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
