package dev.llmmarketplace.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RequestBodyPropertiesTest {
    private static final ObjectMapper STRICT = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Provide
    static Arbitrary<String> requests() {
        Arbitrary<Map<String, Object>> known = Combinators.combine(
                        Arbitraries.of("acme/chat", "a/b@1.0.0", "\u00fc\"\\"),
                        Arbitraries.of(0, 1, 2, 3, 4),
                        Arbitraries.integers().between(-1, 5000),
                        Arbitraries.integers().between(-1, 5000))
                .as(RequestBodyPropertiesTest::members);
        return known.flatMap(RandomJson::around).map(RandomJson::write);
    }

    private static Map<String, Object> members(String model, int stream, int maxTokens, int maxCompletionTokens) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (maxTokens > 0) {
            members.put("max_tokens", maxTokens);
        }
        if (stream > 0) {
            members.put("stream", stream > 1);
        }
        members.put("model", model);
        if (stream > 2) {
            members.put("stream_options", stream == 3 ? Map.of() : Map.of("include_usage", false));
        }
        if (maxCompletionTokens > 0) {
            members.put("max_completion_tokens", maxCompletionTokens);
        }
        return members;
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void onlyTheSplicedMembersChange(
            @ForAll("requests") String request, @ForAll boolean usage, @ForAll boolean preferCompletionTokens)
            throws JsonProcessingException {
        byte[] body = request.getBytes(StandardCharsets.UTF_8);
        RequestShape shape =
                ((ScannedBody.Usable) RequestScanner.scan(Route.CHAT_COMPLETIONS, body, body.length)).shape();
        ForwardedBody forwarded = new ForwardedBody(body, body.length, shape, JsonText.quoted("up\"stream"));
        forwarded.limitOutput(shape, 100, preferCompletionTokens);
        if (usage) {
            forwarded.askForUsage(shape);
        }

        ObjectNode expected = (ObjectNode) STRICT.readTree(request);
        assertThat(shape.model()).isEqualTo(expected.get("model").asText());
        expected.put("model", "up\"stream");
        limit(expected, preferCompletionTokens);
        if (usage) {
            expected.withObject("/stream_options").put("include_usage", true);
        }
        assertThat(STRICT.readTree(copied(forwarded))).isEqualTo(expected);
        assertThat(wrapped(forwarded)).isEqualTo(copied(forwarded));
        assertThat(copied(forwarded).getBytes(StandardCharsets.UTF_8)).hasSize(forwarded.length());
    }

    private static void limit(ObjectNode expected, boolean preferCompletionTokens) {
        JsonNode maxTokens = expected.get("max_tokens");
        JsonNode maxCompletionTokens = expected.get("max_completion_tokens");
        if (maxTokens == null && maxCompletionTokens == null) {
            expected.put(preferCompletionTokens ? "max_completion_tokens" : "max_tokens", 100);
        }
        if (maxTokens != null) {
            expected.put("max_tokens", Math.min(100, maxTokens.asInt()));
        }
        if (maxCompletionTokens != null) {
            expected.put("max_completion_tokens", Math.min(100, maxCompletionTokens.asInt()));
        }
    }

    private static String copied(ForwardedBody body) {
        ByteBuf out = Unpooled.buffer();
        body.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String wrapped(ForwardedBody body) {
        return body.wrapped().toString(StandardCharsets.UTF_8);
    }

    /** Nothing may be read one way by us and another way by a provider. */
    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void whatIsAcceptedIsJson(
            @ForAll("requests") String request, @ForAll int place, @ForAll byte replacement, @ForAll boolean cut) {
        byte[] body = request.getBytes(StandardCharsets.UTF_8);
        int at = Math.floorMod(place, body.length);
        body[at] = replacement;
        int length = cut ? at : body.length;

        if (RequestScanner.scan(Route.CHAT_COMPLETIONS, body, length)
                instanceof ScannedBody.Usable(RequestShape shape)) {
            assertThat(model(body, length)).isEqualTo(shape.model());
        }
    }

    private static String model(byte[] body, int length) {
        try {
            JsonNode tree = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(body, 0, length);
            return tree.get("model").asText();
        } catch (IOException e) {
            throw new AssertionError("accepted, but no JSON", e);
        }
    }
}
