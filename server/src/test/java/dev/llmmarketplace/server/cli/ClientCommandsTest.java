package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.cli.Commands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class ClientCommandsTest extends WithStubServer {
    private static final String PLANS = """
        {"items":[{"name":"basic","requestsPerSecond":10,"burst":20,"tokensPerMonth":100000,"concurrency":0}]}\
        """;
    private static final String TOKENS = """
        {"accessToken":"second","refreshToken":"renew-2","tokenType":"Bearer","expiresIn":3600,
         "user":{"email":"ada@example.com"}}\
        """;

    @Test
    void aServerThatIsNotThereIsToldWithTheMend() {
        server.close();
        Result result = commands.run("plans");
        assertThat(result.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(result.err()).contains("nobody listens there").contains("Is a server running? ./marketplace serve");
    }

    @Test
    void aProblemIsToldWithEachViolationItsMendAndTheRequest() {
        server.answer("POST /api/v1/subscriptions", 422, """
            {"type":"about:blank","title":"The request breaks a rule","status":422,"code":"validation_failed",
             "detail":"One rule is broken.","requestId":"request-9","violations":[
             {"field":"/plan","rule":"a known plan","message":"was 'gold'","mend":"Choose basic."}]}\
            """);
        Result result = commands.run("subscribe", "acme/chat", "--plan", "gold");
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err().lines())
                .containsExactly(
                        "error: One rule is broken. (validation_failed, 422)",
                        "  /plan: must be a known plan; was 'gold'",
                        "    Choose basic.",
                        "request id: request-9");
    }

    @Test
    void anAnswerThatIsNoProblemDocumentIsShownAllTheSame() {
        server.answer("GET /api/v1/plans", 502, "<h1>Bad gateway</h1>");
        assertThat(commands.run("plans").err()).contains("Status 502: <h1>Bad gateway</h1>");
    }

    @Test
    void anOrganisationIsMadeAsWhatItIsToBe() {
        server.answer("POST /api/v1/organisations", 201, """
            {"slug":"acme","name":"Acme AI","provider":true,"consumer":false}\
            """);
        Result result =
                commands.run("organisations", "create", "acme", "--name", "Acme AI", "--provider", "--no-consumer");
        assertThat(result.out()).contains("Made acme, provider.").contains("provider: acme");
        assertThat(server.asked.getLast().body()).isEqualTo("""
            {"slug":"acme","name":"Acme AI","provider":true,"consumer":false}\
            """);
    }

    @Test
    void wrongArgumentsAreAUsageError() {
        assertThat(commands.run("subscribe").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(commands.run("search", "--limit", "many").exitCode()).isEqualTo(ExitCode.USAGE);
        Result unnamed = commands.run("services", "show", "no-slash");
        assertThat(unnamed.exitCode()).as(unnamed.err()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aSignInIsKeptForItsOwnerAloneAndUsedByTheNextCommand() throws IOException {
        signIn();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(commands.credentials())))
                .isEqualTo("rw-------");
        server.answer("GET /api/v1/plans", 200, PLANS);
        assertThat(commands.run("plans").out())
                .contains("basic")
                .contains("100 000")
                .contains("no limit");
        assertThat(server.asked.getLast().authorization()).isEqualTo("Bearer first");
    }

    @Test
    void anExpiredSignInIsRenewedOnceAndTheNewOneKept() {
        signIn();
        server.answer("GET /api/v1/plans", 401, "{\"detail\":\"The token has expired.\",\"code\":\"unauthenticated\"}")
                .answer("GET /api/v1/plans", 200, PLANS)
                .answer("POST /api/v1/auth/refresh", 200, TOKENS);
        assertThat(commands.run("plans").exitCode()).isZero();
        commands.run("plans");
        assertThat(server.asked.getLast().authorization()).isEqualTo("Bearer second");
    }

    @Test
    void whoIsNotSignedInIsToldHow() {
        server.answer("GET /api/v1/plans", 401, "{\"detail\":\"Nobody is signed in.\",\"code\":\"unauthenticated\"}");
        assertThat(commands.run("plans").err()).contains("Sign in with: ./marketplace login");
    }

    @Test
    void searchShowsNamePricesContextAndWhy() {
        server.answer("GET /api/v1/search", 200, """
            {"hits":[{"score":1,"matched":["name","meaning"],"service":{"name":"acme/thinker-2",
            "pricing":{"model":"per-token","rates":{"input":"1.250","output":"10"}},
            "limits":{"contextTokens":1048576}}},
            {"score":0.5,"matched":["meaning"],"service":{"name":"acme/gift","pricing":{"model":"free"},
            "limits":{"contextTokens":131072}}}],"total":7,"facets":[],"tookMillis":3.2,"next":"abc"}\
            """);
        Result result = commands.run("search", "deep", "thought", "--provider", "a", "--provider", "b", "--free");
        assertThat(result.out().lines())
                .containsExactly(
                        "SERVICE           IN   OUT  CONTEXT  WHY",
                        "acme/thinker-2  1.25    10       1M  name, meaning",
                        "acme/gift       free  free   131.1k  meaning",
                        "",
                        "2 of 7 in 3.2 ms; prices per million tokens",
                        "More with --cursor abc");
        assertThat(server.asked.getLast().address())
                .isEqualTo("/api/v1/search?q=deep%20thought&provider=a&provider=b&free=true&limit=20");
    }

    @Test
    void jsonIsTheServersAnswer() {
        server.answer("GET /api/v1/plans", 200, PLANS);
        assertThat(commands.run("plans", "-o", "json").out()).startsWith("{").contains("\"tokensPerMonth\" : 100000");
    }

    @Test
    void usageShowsTokensCostAndOutcome() {
        server.answer("GET /api/v1/usage", 200, """
            {"items":[{"startedAt":"2026-11-01T12:00:00.123Z","service":"acme/chat","usage":{"promptTokens":1200,
            "answerTokens":34},"cost":{"amount":"0.000123000","currency":"USD"},"durationMillis":12.34,
            "outcome":"completed","flags":["estimated"]}]}\
            """);
        assertThat(commands.run("usage").out().lines().toList().get(1))
                .isEqualTo("2026-11-01 12:00:00  acme/chat  1 200   34  $0.000123  12  completed (estimated)");
    }

    @Test
    void aServicesFiguresAreShownAndADashWhereThereAreTooFewCalls() {
        server.answer("GET /api/v1/services/by-name/acme/chat", 200, "{\"id\":\"17\"}")
                .answer("GET /api/v1/services/17/sla", 200, """
                    {"service":"acme/chat","version":"1.2.0","promised":{"availability":99.9,"maxLatencyMillis":2000},
                     "windows":[{"window":"5m","calls":3,"enoughData":false,"latencyMillis":{"sampleSize":3}},
                     {"window":"1h","calls":1200,"enoughData":true,"errorPercent":0.25,
                      "latencyMillis":{"p50":120.5,"p95":900,"p99":1500},"firstTokenMillis":{"p95":80},
                      "tokensPerSecond":{"p50":55}}],
                     "breaches":[{"promise":"error_rate","severity":"critical","actual":0.25,"threshold":0.1,
                      "beganAt":"2026-11-01T12:00:00Z"}]}\
                    """);
        Result result = commands.run("services", "sla", "acme/chat");
        assertThat(result.out())
                .contains("acme/chat@1.2.0 promises 99.9 % availability, answers within 2000 ms")
                .containsPattern("5m +3 +- +- +- +- +- +-")
                .containsPattern("1h +1 200 +0.25 +121 +900 +1500 +80 +55")
                .contains("critical: error_rate is 0.25, promised 0.1, since 2026-11-01 12:00:00");
    }

    @Test
    void aKeysSecretAloneGoesToStandardOutput() throws IOException {
        server.answer("POST /api/v1/keys", 201, "{\"id\":\"1\",\"name\":\"laptop\",\"key\":\"llm_mk_secret\"}");
        Result result = commands.run("keys", "create", "laptop", "--service", "acme/chat", "--save");
        assertThat(result.out()).isEqualToIgnoringNewLines("llm_mk_secret");
        assertThat(server.asked.getLast().body()).isEqualTo("{\"name\":\"laptop\",\"services\":[\"acme/chat\"]}");
        assertThat(Files.readString(commands.credentials())).contains("llm_mk_secret");
    }

    private void signIn() {
        server.answer("POST /api/v1/auth/register", 201, """
            {"user":{},"organisation":{},"tokens":{"accessToken":"first","refreshToken":"renew-1"}}\
            """);
        java.io.InputStream input = System.in;
        try {
            System.setIn(new java.io.ByteArrayInputStream(
                    "a long password\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(commands.run(
                                    "register",
                                    "ada@example.com",
                                    "--organisation",
                                    "example",
                                    "--name",
                                    "Ada",
                                    "--password-stdin")
                            .exitCode())
                    .isZero();
        } finally {
            System.setIn(input);
        }
    }
}
