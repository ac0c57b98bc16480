package dev.llmmarketplace.gateway.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.gateway.wire.Route;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that change their dialect on the way to the provider. */
final class RequestTranslationTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Asking ASKING =
            new Asking("\"upstream-model\"".getBytes(StandardCharsets.UTF_8), 500, false, false);

    private static TranslatedRequest translate(Route route, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return RequestTranslation.of(route, body, body.length, ASKING);
    }

    private static void becomes(Route route, String members, String expectedMembers) throws Exception {
        String limit = "\"model\":\"upstream-model\",\"max_tokens\":500,";
        TranslatedRequest translated = translate(route, "{\"model\":\"acme/chat\"," + members + "}");
        assertThat(translated).isInstanceOf(TranslatedRequest.Usable.class);
        JsonNode actual = JSON.readTree(((TranslatedRequest.Usable) translated).body());
        assertThat(actual).isEqualTo(JSON.readTree("{" + limit + expectedMembers + "}"));
    }

    private static void chatBecomes(String members, String expectedMembers) throws Exception {
        becomes(Route.CHAT_COMPLETIONS, members, expectedMembers);
    }

    private static void messagesBecome(String members, String expectedMembers) throws Exception {
        becomes(Route.MESSAGES, members, expectedMembers);
    }

    @Test
    void aChatsInstructionsBecomeTheSystemPrompt() throws Exception {
        chatBecomes("""
                "max_completion_tokens":500,"n":1,"temperature":0.5,"top_p":0.9,"stop":"END","user":"u-1",
                "stream_options":{"include_usage":true},"seed":null,"logit_bias":{},
                "messages":[{"role":"system","content":"Be kind."},{"role":"developer","content":[{"type":"text",
                "text":"Be brief."}]},{"role":"user","content":"Hello"}]
                """, """
                "system":[{"type":"text","text":"Be kind."},{"type":"text","text":"Be brief."}],
                "messages":[{"role":"user","content":"Hello"}],"temperature":0.5,"top_p":0.9,
                "stop_sequences":["END"],"metadata":{"user_id":"u-1"}
                """);
    }

    @Test
    void aChatsImagesAndFilesBecomeBlocks() throws Exception {
        chatBecomes("""
                "messages":[{"role":"user","content":[{"type":"text","text":"Look"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBOR","detail":"auto"}},
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}},
                {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JVBERi"}}]}]
                """, """
                "messages":[{"role":"user","content":[{"type":"text","text":"Look"},
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBOR"}},
                {"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},
                {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi"},
                "title":"a.pdf"}]}]
                """);
    }

    @Test
    void aChatsToolsAndTheirResultsBecomeUsesAndBlocks() throws Exception {
        chatBecomes("""
                "tools":[{"type":"function","function":{"name":"weather","description":"Of a city","strict":true,
                "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}},
                {"type":"function","function":{"name":"now"}}],
                "tool_choice":{"type":"function","function":{"name":"weather"}},"parallel_tool_calls":false,
                "messages":[{"role":"user","content":"Weather?"},
                {"role":"assistant","content":null,"refusal":null,"annotations":[],"tool_calls":[
                {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Kiel\\"}"}},
                {"id":"c2","type":"function","function":{"name":"now","arguments":""}}]},
                {"role":"tool","tool_call_id":"c1","content":"sunny"},
                {"role":"tool","tool_call_id":"c2","content":[{"type":"text","text":"noon"}]},
                {"role":"assistant","content":"Sunny."},{"role":"user","content":"Thanks"}]
                """, """
                "tools":[{"name":"weather","description":"Of a city","strict":true,
                "input_schema":{"type":"object","properties":{"city":{"type":"string"}}}},
                {"name":"now","input_schema":{"type":"object"}}],
                "tool_choice":{"type":"tool","name":"weather","disable_parallel_tool_use":true},
                "messages":[{"role":"user","content":"Weather?"},
                {"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"weather","input":{"city":"Kiel"}},
                {"type":"tool_use","id":"c2","name":"now","input":{}}]},
                {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"sunny"},
                {"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"noon"}]}]},
                {"role":"assistant","content":[{"type":"text","text":"Sunny."}]},
                {"role":"user","content":"Thanks"}]
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "auto"      | {"type":"auto"}
            "none"      | {"type":"none"}
            "required"  | {"type":"any"}
            """)
    void aChatsChoiceOfToolsHasItsCounterparts(String choice, String expected) throws Exception {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tool_choice\":";
        chatBecomes(messages + choice, messages + expected);
    }

    @Test
    void aSchemaForTheAnswerIsTranslatedBothWays() throws Exception {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],";
        String openAi = "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"answer\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}";
        String anthropic = "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}";
        chatBecomes(messages + openAi, messages + anthropic);
        messagesBecome(messages + anthropic, messages + openAi);
    }

    @Test
    void aMessagesSystemToolsAndResultsBecomeThoseOfAChat() throws Exception {
        messagesBecome("""
                "max_tokens":500,"temperature":1,"stop_sequences":["END"],"metadata":{"user_id":"u-1"},
                "thinking":{"type":"disabled"},
                "system":[{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}}],
                "tools":[{"name":"weather","description":"Of a city","input_schema":{"type":"object"},"strict":false}],
                "tool_choice":{"type":"any","disable_parallel_tool_use":true},
                "messages":[{"role":"user","content":[{"type":"text","text":"Weather?"}]},
                {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"s"},
                {"type":"text","text":"I look."},
                {"type":"tool_use","id":"t1","name":"weather","input":{"city":"Kiel"}},
                {"type":"tool_use","id":"t2","name":"weather","input":{}}]},
                {"role":"user","content":[
                {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"sunny"}]},
                {"type":"tool_result","tool_use_id":"t2","is_error":true,"content":"no such city"},
                {"type":"text","text":"Well?"}]}]
                """, """
                "messages":[{"role":"system","content":[{"type":"text","text":"Be kind."}]},
                {"role":"user","content":[{"type":"text","text":"Weather?"}]},
                {"role":"assistant","content":"I look.","tool_calls":[
                {"id":"t1","type":"function","function":{"name":"weather","arguments":"{\\"city\\":\\"Kiel\\"}"}},
                {"id":"t2","type":"function","function":{"name":"weather","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"t1","content":"sunny"},
                {"role":"tool","tool_call_id":"t2","content":"Error: no such city"},
                {"role":"user","content":[{"type":"text","text":"Well?"}]}],
                "temperature":1,"stop":["END"],
                "tools":[{"type":"function","function":{"name":"weather","description":"Of a city",
                "parameters":{"type":"object"},"strict":false}}],
                "tool_choice":"required","parallel_tool_calls":false,"user":"u-1"
                """);
    }

    @Test
    void aMessagesImagesAndDocumentsBecomeParts() throws Exception {
        messagesBecome("""
                "messages":[{"role":"user","content":[
                {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBOR"}},
                {"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},
                {"type":"document","title":"a.pdf","source":{"type":"base64","media_type":"application/pdf","data":"JV"}},
                {"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}}]}]
                """, """
                "messages":[{"role":"user","content":[
                {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBOR"}},
                {"type":"image_url","image_url":{"url":"https://example.org/a.png"}},
                {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,JV"}},
                {"type":"text","text":"plain"}]}]
                """);
    }

    @Test
    void hintsThatChangeNoAnswerAreToldOf() {
        TranslatedRequest translated = translate(Route.MESSAGES, """
                {"model":"m","messages":[{"role":"user","content":[
                {"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]},
                {"role":"assistant","content":[{"type":"thinking","thinking":"","signature":""}]}]}
                """);

        assertThat(((TranslatedRequest.Usable) translated).ignored()).containsExactly("cache_control", "thinking");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "seed":1                                                                     | seed
            "n":2                                                                        | n
            "temperature":1.5                                                            | temperature
            "frequency_penalty":0.5                                                      | frequency_penalty
            "response_format":{"type":"json_object"}                                     | response_format.type
            "tools":[{"type":"custom","custom":{"name":"x"}}]                            | tools[0].type
            "messages":[{"role":"user","content":"x","name":"Ada"}]                      | messages[0].name
            "messages":[{"role":"user","content":"x"},{"role":"system","content":"y"}]   | messages[1].role
            "messages":[{"role":"user","content":[{"type":"input_audio"}]}]              | messages[0].content[0].type
            "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"u","detail":"low"}}]}] \
            | messages[0].content[0].image_url.detail
            "messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"f","arguments":"["}}]}] \
            | messages[0].tool_calls[0].function.arguments
            """)
    void whatAMessageCannotSayIsRefusedByName(String members, String member) {
        refused(Route.CHAT_COMPLETIONS, members, member);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "top_k":5                                                                    | top_k
            "thinking":{"type":"enabled","budget_tokens":1024}                           | thinking.type
            "mcp_servers":[{"url":"x"}]                                                  | mcp_servers
            "stop_sequences":["a","b","c","d","e"]                                       | stop_sequences
            "output_config":{"effort":"low"}                                             | output_config.effort
            "tools":[{"type":"web_search_20250305","name":"web_search"}]                 | tools[0].type
            "messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image"}]}]}] \
            | messages[0].content[0].content[0].type
            "messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"u"}}]}] \
            | messages[0].content[0].source.type
            """)
    void whatAChatCannotSayIsRefusedByName(String members, String member) {
        refused(Route.MESSAGES, members, member);
    }

    private static void refused(Route route, String members, String member) {
        String messages =
                members.contains("\"messages\"") ? "" : ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";
        TranslatedRequest translated = translate(route, "{\"model\":\"m\"," + members + messages + "}");
        assertThat(translated).isInstanceOfSatisfying(TranslatedRequest.Refused.class, refused -> {
            assertThat(refused.error().code().status()).isEqualTo(422);
            assertThat(refused.error().param()).isEqualTo(member);
            assertThat(refused.error().message()).contains("'" + member + "'");
        });
    }
}
