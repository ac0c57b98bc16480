package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.server.cli.Commands.Result;
import org.junit.jupiter.api.Test;

class CallCommandTest extends WithStubServer {
    private static final String CHAT = "POST /v1/chat/completions";

    @Test
    void aChatIsPrintedAsItComes() {
        server.stream(CHAT, """
                data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

                : a comment
                data: {"choices":[{"delta":{"content":"Hel"}}]}

                data: {"choices":[{"delta":{"content":"lo"}}]}

                data: {"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}

                data: [DONE]

                """);
        Result result = commands.run("call", "acme/chat", "Hello", "there", "--key", "k", "--max-tokens", "9");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualToIgnoringNewLines("Hello");
        assertThat(result.err()).isEqualToIgnoringNewLines("[5 tokens in, 2 out, call call-7]");
        assertThat(server.asked.getLast().authorization()).isEqualTo("Bearer k");
        assertThat(server.asked.getLast().body())
                .contains("\"content\":\"Hello there\"", "\"max_tokens\":9", "\"include_usage\":true");
    }

    @Test
    void aStreamThatBreaksOffIsAFailure() {
        server.stream(CHAT, "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n");
        Result result = commands.run("call", "acme/chat", "Hello", "--key", "k");
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("broke off");
    }

    @Test
    void anErrorInTheMiddleOfAStreamIsAFailure() {
        server.stream(
                CHAT, "data: {\"error\":{\"message\":\"The provider failed.\",\"code\":\"upstream_failed\"}}\n\n");
        Result result = commands.run("call", "acme/chat", "Hello", "--key", "k");
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("The provider failed. (upstream_failed");
    }

    @Test
    void arefusalOfTheDataPlaneIsToldWithItsCodeAndRequest() {
        server.answer(CHAT, 403, "{\"error\":{\"message\":\"Not subscribed.\",\"code\":\"not_subscribed\"}}");
        Result result = commands.run("call", "acme/chat", "Hello", "--key", "k");
        assertThat(result.err().lines())
                .containsExactly("error: Not subscribed. (not_subscribed, 403)", "request id: request-7");
    }

    @Test
    void anEmbeddingShowsItsSizeAndStart() {
        server.answer("POST /v1/embeddings", 200, """
                {"data":[{"embedding":[0.25,-0.5,1.0,0.125,0.1]}],"usage":{"prompt_tokens":3}}""");
        Result result = commands.run("call", "acme/embed", "--embed", "a text", "--key", "k");
        assertThat(result.out()).isEqualToIgnoringNewLines("5 dimensions: 0.25, -0.5, 1.0, 0.125, …");
    }

    @Test
    void withoutAKeyItSaysHowToGetOne() {
        Result result = commands.run("call", "acme/chat", "Hello");
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("marketplace keys create NAME --save");
    }
}
