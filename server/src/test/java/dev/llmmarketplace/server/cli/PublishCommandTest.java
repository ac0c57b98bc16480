package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.server.cli.Commands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishCommandTest extends WithStubServer {
    private static final String VALIDATE = "POST /api/v1/services/validate";
    private static final String PUBLISH = "POST /api/v1/services";

    @Test
    void aBrokenManifestIsReportedAsACompilerWouldAndNotPublished() throws IOException {
        server.answer(VALIDATE, 200, """
            {"valid":false,"violations":[{"field":"/pricing/rates/input","rule":"0 or more","message":"was -1",
            "mend":"Remove the sign.","line":12,"column":7}],"warnings":[{"field":"/tags","rule":"there",
            "message":"there are none","mend":"Add some."}]}\
            """);
        Path file = manifest("name: chat\n");
        Result result = commands.run("publish", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.out().lines())
                .containsExactly(
                        file + ":12:7: error: /pricing/rates/input: must be 0 or more; was -1",
                        "    Remove the sign.",
                        file + ": warning: /tags: must be there; there are none",
                        "    Add some.",
                        "1 error.");
        assertThat(server.asked).hasSize(1);
        assertThat(server.asked.getFirst().contentType()).isEqualTo("application/yaml");
    }

    @Test
    void aValidManifestIsPublishedAndTheNextStepNamed() throws IOException {
        server.answer(VALIDATE, 200, "{\"valid\":true,\"violations\":[],\"warnings\":[]}")
                .answer(PUBLISH, 201, """
                    {"name":"acme/chat","version":"1.0.0","status":"active","callable":true}\
                    """);
        Result result = commands.run("publish", manifest(" {\"name\":\"chat\"}").toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Published acme/chat 1.0.0, status active.", "marketplace subscribe acme/chat");
        assertThat(server.asked.getLast().contentType()).isEqualTo("application/json");
    }

    @Test
    void progressIsShownPhaseByPhase() throws IOException {
        server.answer(VALIDATE, 200, "{\"valid\":true,\"violations\":[],\"warnings\":[]}")
                .answer(PUBLISH, 202, "{\"id\":\"s-1\",\"state\":\"running\",\"phase\":\"authorise\"}")
                .answer("GET /api/v1/submissions/s-1", 200, """
                    {"id":"s-1","state":"running","phase":"index","service":"acme/chat","version":"1.0.0","phases":[
                    {"phase":"validate","state":"done","attempts":1,"endedAt":"2026-01-01T00:00:00Z",
                    "log":[{"text":"All rules are kept."}]},
                    {"phase":"index","state":"running","attempts":0,"log":[]}]}\
                    """)
                .answer("GET /api/v1/services/by-name/acme/chat", 200, "{\"id\":\"v-1\"}")
                .answer("GET /api/v1/services/v-1/versions/1.0.0", 200, """
                    {"name":"acme/chat","version":"1.0.0","status":"active","callable":true}\
                    """);

        Result result = commands.run("publish", manifest("name: chat").toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.err())
                .contains("validate   done        All rules are kept.")
                .doesNotContain("index");
        assertThat(result.out()).contains("Published acme/chat 1.0.0, status active.");
    }

    @Test
    void aDryRunOnlyChecks() throws IOException {
        server.answer(VALIDATE, 200, "{\"valid\":true,\"violations\":[],\"warnings\":[]}");
        Result result =
                commands.run("publish", "--dry-run", manifest("name: chat").toString());
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("is valid.");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void aDryRunShowsWhatWouldChange() throws IOException {
        server.answer(VALIDATE, 200, """
            {"valid":true,"violations":[],"warnings":[],"plan":{"action":"UPDATE","present":"1.0.0","changes":[
            {"field":"/pricing/rates/input","before":"1","after":"2"},{"field":"/model","after":"m"},
            {"field":"/releasedOn","before":"2026-01-01"}]}}\
            """);

        Result result =
                commands.run("publish", "--dry-run", manifest("name: chat").toString());

        assertThat(result.out().lines())
                .startsWith(
                        "Compared with 1.0.0:",
                        "  ~ /pricing/rates/input: \"1\" -> \"2\"",
                        "  + /model: \"m\"",
                        "  - /releasedOn: \"2026-01-01\"");
    }

    @Test
    void otherWordsAreARevisionOfWhatIsListed() throws IOException {
        server.answer(VALIDATE, 200, """
            {"valid":true,"violations":[],"warnings":[],"plan":{"action":"REVISE","present":"1.0.0","changes":[
            {"field":"/title","before":"A","after":"B"}],"revises":{"service":"s-1","etag":"\\"1.0.0-0\\""}}}\
            """).answer("PUT /api/v1/services/s-1/listing", 200, """
                    {"name":"acme/chat","version":"1.0.0","revision":1}\
                    """);
        String file = manifest("name: chat").toString();

        assertThat(commands.run("publish", "--dry-run", file).out().lines())
                .startsWith("Would be a revision of 1.0.0, without a new version:", "  ~ /title: \"A\" -> \"B\"");
        assertThat(commands.run("publish", file).out()).contains("Revised acme/chat 1.0.0: revision 1.");
    }

    @Test
    void whatIsPublishedAlreadyIsNotPublishedAgain() throws IOException {
        server.answer(VALIDATE, 200, """
            {"valid":true,"violations":[],"warnings":[],"plan":{"action":"UNCHANGED","present":"1.0.0",
            "changes":[]}}\
            """);

        Result result = commands.run("publish", manifest("name: chat").toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("published like this already");
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void aFileThatIsNotThereIsAUsageError() {
        Result result = commands.run("publish", directory.resolve("none.yaml").toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("There is no file");
    }

    @Test
    void aCredentialThatIsNotSetIsAMissingPieceOfTheEnvironment() throws IOException {
        Path file = manifest("authentication: {type: bearer, credential: \"${SURELY_NOT_SET_ANYWHERE}\"}");
        Result result = commands.run("publish", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(result.err()).contains("SURELY_NOT_SET_ANYWHERE");
        assertThat(server.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        credential: ${KEY} | credential: "s\\"e#c"
        credential: "${KEY}" | credential: "s\\"e#c"
        {"credential" : "${KEY}"} | {"credential" : "s\\"e#c"}
        credential: '${KEY}' # mine | credential: "s\\"e#c" # mine
        description: costs ${KEY} | description: costs ${KEY}
        """)
    void onlyCredentialsAreTakenFromTheEnvironment(String text, String expected) {
        assertThat(ManifestFile.expanded(text, Map.of("KEY", "s\"e#c")::get)).isEqualTo(expected);
    }

    @Test
    void anEmptyVariableCountsAsMissing() {
        assertThatThrownBy(() -> ManifestFile.expanded("credential: ${KEY}", name -> ""))
                .isInstanceOf(CommandFailure.class);
    }

    private Path manifest(String text) throws IOException {
        return Files.writeString(directory.resolve("manifest"), text);
    }
}
