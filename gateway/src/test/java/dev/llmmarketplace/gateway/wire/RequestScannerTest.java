package dev.llmmarketplace.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestScannerTest {

    private static ScannedBody scan(String json) {
        return scan(Route.CHAT_COMPLETIONS, json);
    }

    private static ScannedBody scan(Route route, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        // The array may be longer than the body: what stands behind must not matter.
        return RequestScanner.scan(route, Arrays.copyOf(body, body.length + 16), body.length);
    }

    private static RequestShape usable(String json) {
        return ((ScannedBody.Usable) scan(json)).shape();
    }

    private static RequestShape usable(Route route, String json) {
        return ((ScannedBody.Usable) scan(route, json)).shape();
    }

    private static ScannedBody.Unusable unusable(String json) {
        return (ScannedBody.Unusable) scan(json);
    }

    @Test
    void whatTheGatewayMustKnowIsFound() {
        RequestShape shape = usable("""
                {"messages":[{"role":"user","content":"hi"}],"stream":true,"n":3,"max_tokens":77,
                 "model" : "acme/chat@1.2.3","stream_options":{"include_usage":true}}
                """);

        assertThat(shape.model()).isEqualTo("acme/chat@1.2.3");
        assertThat(shape.streamed()).isTrue();
        assertThat(shape.usageAsked()).isTrue();
        assertThat(shape.choices()).isEqualTo(3);
        assertThat(shape.outputBound()).isEqualTo(77);
    }

    @Test
    void aModelInsideAMessageIsNotTheModel() {
        assertThat(usable("{\"messages\":[{\"model\":\"x\"}],\"model\":\"acme/chat\"}")
                        .model())
                .isEqualTo("acme/chat");
    }

    @Test
    void theSmallerOfBothLimitsBinds() {
        assertThat(usable("{\"model\":\"m\",\"max_tokens\":9,\"max_completion_tokens\":5}")
                        .outputBound())
                .isEqualTo(5);
    }

    @Test
    void nullIsAsGoodAsAbsent() {
        RequestShape shape =
                usable("{\"model\":\"m\",\"stream\":null,\"max_tokens\":null,\"n\":null,\"stream_options\":null}");

        assertThat(shape.streamed()).isFalse();
        assertThat(shape.outputBound()).isEqualTo(RequestShape.UNBOUNDED);
        assertThat(shape.choices()).isEqualTo(1);
    }

    @Test
    void textIsCountedInCharactersAndMediaAreNot() {
        PromptSize prompt = usable("""
                        {"model":"m","temperature":0.5,"messages":[{"role":"user","content":[
                        {"type":"text","text":"über \\u00e4\\n"},
                        {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAAAAAAAAAAAAAAAAAA"}}]}]}
                        """).prompt();

        assertThat(prompt.characters()).isEqualTo("user".length() + "text".length() + 7 + "image_url".length());
        assertThat(prompt.media()).isEqualTo(1);
        assertThat(prompt.mediaBytes()).isEqualTo("{\"url\":\"data:image/png;base64,AAAAAAAAAAAAAAAAAAAA\"}".length());
    }

    @Test
    void tokensGivenAsNumbersAreCounted() {
        assertThat(usable(Route.EMBEDDINGS, "{\"model\":\"m\",\"input\":[[1,2,3],[4]]}")
                        .prompt()
                        .tokens())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "prompt":"one"                            | 1
            "prompt":["one"]                          | 1
            "prompt":["one","two"]                    | 2
            "prompt":["one","two"],"n":3              | 6
            "prompt":[1,2,3]                          | 1
            "prompt":[[1,2],[3]]                      | 2
            "prompt":"one","n":2,"best_of":5          | 5
            """)
    void eachPromptOfACompletionIsAnswered(String members, int choices) {
        assertThat(usable(Route.COMPLETIONS, "{\"model\":\"m\"," + members + "}")
                        .choices())
                .isEqualTo(choices);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "input":"Hi"                                                         | false
            "input":"Hi","previous_response_id":null                             | false
            "input":"Hi","previous_response_id":"resp_1"                         | true
            "conversation":{"id":"conv_1"}                                       | true
            "prompt":{"id":"pmpt_1"}                                             | true
            "tools":[{"type":"function","parameters":{"type":"object"}}]         | false
            "tools":[{"name":"x","type":"custom"},{"type":"web_search"}]         | true
            """)
    void aPromptThatTheProviderAddsToIsKnownAsOpen(String members, boolean open) {
        assertThat(usable(Route.RESPONSES, "{\"model\":\"m\"," + members + "}")
                        .prompt()
                        .open())
                .isEqualTo(open);
    }

    @Test
    void eachRouteHasItsOwnNameForTheBound() {
        String json = "{\"model\":\"m\",\"max_tokens\":1,\"max_output_tokens\":2,\"max_completion_tokens\":3}";

        assertThat(usable(Route.CHAT_COMPLETIONS, json).outputBound()).isEqualTo(1);
        assertThat(usable(Route.COMPLETIONS, json).outputBound()).isEqualTo(1);
        assertThat(usable(Route.RESPONSES, json).outputBound()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "null",
                "[]",
                "\"model\"",
                "{",
                "{}}",
                "{\"model\":\"m\"} x",
                "{\"model\":\"m\",}",
                "{\"model\" \"m\"}",
                "{model:\"m\"}",
                "{\"model\":\"m}",
                "{\"model\":\"m\",\"a\":01}",
                "{\"model\":\"m\",\"a\":1.}",
                "{\"model\":\"m\",\"a\":+1}",
                "{\"model\":\"m\",\"a\":.5}",
                "{\"model\":\"m\",\"a\":1e}",
                "{\"model\":\"m\",\"a\":tru}",
                "{\"model\":\"m\",\"a\":NaN}",
                "{\"model\":\"m\",\"a\":\"\\x\"}",
                "{\"model\":\"m\",\"a\":\"\\u12g4\"}",
                "{\"model\":\"m\",\"a\":\"\u0001\"}",
                "{\"model\":\"m\",\"a\":[1 2]}",
                "{\"model\":\"m\",\"a\":[1,]}",
                "{\"model\":\"m\" \"a\":1}",
                "\uFEFF{\"model\":\"m\"}"
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThat(scan(body)).isInstanceOf(ScannedBody.Unusable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}',model",
        "'{\"model\":null}',model",
        "'{\"model\":5}',model",
        "'{\"model\":\"\"}',model",
        "'{\"model\":\"a\",\"model\":\"b\"}',model",
        "'{\"model\":\"a\",\"mod\\u0065l\":\"b\"}',model",
        "'{\"model\":\"m\",\"stream\":\"yes\"}',stream",
        "'{\"model\":\"m\",\"stream\":true,\"stream\":false}',stream",
        "'{\"model\":\"m\",\"max_tokens\":0}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":-1}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":1.5}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":1e3}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":99999999999999999999}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":\"5\"}',max_tokens",
        "'{\"model\":\"m\",\"max_tokens\":5,\"max_tokens\":6}',max_tokens",
        "'{\"model\":\"m\",\"max_completion_tokens\":{}}',max_completion_tokens",
        "'{\"model\":\"m\",\"n\":129}',n",
        "'{\"model\":\"m\",\"stream_options\":1}',stream_options",
        "'{\"model\":\"m\",\"stream_options\":{\"include_usage\":1}}',stream_options.include_usage"
    })
    void theMemberAtFaultIsNamed(String body, String member) {
        assertThat(unusable(body).member()).isEqualTo(member);
    }

    @Test
    void brokenUtf8IsRefused() {
        byte[][] broken = {
            {(byte) 0x80}, {(byte) 0xC0, (byte) 0xAF}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xF5, (byte) 0x80, (byte) 0x80, (byte) 0x80}, {(byte) 0xE2, (byte) 0x82}, {(byte) 0xFF}
        };
        for (byte[] bytes : broken) {
            byte[] head = "{\"model\":\"m\",\"a\":\"".getBytes(StandardCharsets.US_ASCII);
            byte[] body = Arrays.copyOf(head, head.length + bytes.length + 2);
            System.arraycopy(bytes, 0, body, head.length, bytes.length);
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';

            assertThat(RequestScanner.scan(Route.CHAT_COMPLETIONS, body, body.length))
                    .isInstanceOf(ScannedBody.Unusable.class);
        }
    }

    @Test
    void nestingIsLimited() {
        assertThat(scan("{\"model\":\"m\",\"a\":" + "[".repeat(127) + "]".repeat(127) + "}"))
                .isInstanceOf(ScannedBody.Usable.class);
        assertThat(scan("{\"model\":\"m\",\"a\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .isInstanceOf(ScannedBody.Unusable.class);
    }
}
