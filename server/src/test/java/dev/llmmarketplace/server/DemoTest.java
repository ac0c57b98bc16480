package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.cli.CommandLines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole product in one process, as a newcomer sees it first: real PostgreSQL, real models, the gateway between. */
class DemoTest {
    @TempDir
    Path directory;

    @Test
    void theLedgerAndTheProvidersOwnCountAreTheSameAndEveryLineFitsEightyColumns() throws Exception {
        Path catalogue = Files.writeString(directory.resolve("models.json"), """
                {"as_of":"2026-08-01","data":[
                 {"id":"acme/thinker","name":"Thinker","description":"Reads images and calls tools for little money.",
                  "pricing":{"prompt":"0.00000125","completion":"0.00001"}},
                 {"id":"acme/auto","pricing":{"prompt":"-1","completion":"-1"}}]}""");
        String data = directory.resolve("data").toString();
        StringWriter out = new StringWriter();
        CommandLine line = CommandLines.of(new Demo());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(out, true));

        int exitCode = line.execute("--once", "--port", "0", "--data", data, "--catalogue", catalogue.toString());

        assertThat(exitCode).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("1 created, 1 entries skipped", "prices as of 2026-08-01")
                .contains("The ledger and the provider's own count are the same.")
                .contains("Portal", "Sign-in", "KEY=llm_mk_", "/v1/chat/completions");
        String shown = out.toString().replace(data, "DATA");
        assertThat(shown.lines()).allMatch(text -> text.length() <= 80);
    }
}
