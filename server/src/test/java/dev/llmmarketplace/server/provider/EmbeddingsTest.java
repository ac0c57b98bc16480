package dev.llmmarketplace.server.provider;

import static dev.llmmarketplace.server.provider.ProviderFixture.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class EmbeddingsTest {
    private ProviderFixture fixture;

    @BeforeAll
    void start() {
        fixture = new ProviderFixture(null, null);
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void embedsEachTextInOrderAndAddsUpTheTokens() throws Exception {
        JsonNode answer = embed("{\"model\":\"minilm\",\"input\":[\"one\",\"one two\"]}");
        assertThat(answer.at("/data/0/embedding/0").floatValue()).isEqualTo(3f);
        assertThat(answer.at("/data/1/embedding/0").floatValue()).isEqualTo(7f);
        assertThat(answer.at("/data/1/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(3 + 4);
        assertThat(answer.at("/usage/total_tokens").asInt()).isEqualTo(7);
    }

    @Test
    void givesTheSameVectorInBase64() throws Exception {
        JsonNode answer = embed("{\"input\":\"one\",\"model\":\"minilm\",\"encoding_format\":\"base64\"}");
        byte[] bytes = Base64.getDecoder().decode(answer.at("/data/0/embedding").asText());
        ByteBuffer vector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(vector.getFloat()).isEqualTo(3f);
        assertThat(vector.getFloat()).isEqualTo(0.5f);
        assertThat(vector.hasRemaining()).isFalse();
    }

    @Test
    void obeysDirectivesInTheUserField() throws Exception {
        HttpResponse<String> failed =
                fixture.post("embeddings", "{\"model\":\"minilm\",\"input\":\"x\",\"user\":\"#error 502\"}");
        assertThat(failed.statusCode()).isEqualTo(502);
        assertThat(embed("{\"model\":\"minilm\",\"input\":\"x\",\"user\":\"#no-usage\"}")
                        .has("usage"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"model":"minilm","input":"x","dimensions":128} | dimensions | 384
            {"model":"minilm","input":"x","encoding_format":"hex"} | encoding_format | float or base64
            {"model":"minilm","input":[1,2,3]} | input | token numbers
            {"model":"minilm","input":[]} | input | 1 to 2048
            {"model":"minilm","input":" "} | input | empty
            {"model":"minilm"} | input | 1 to 2048
            {"model":"echo-chat","input":"x"} | model | embeddings
            {"input":"x"} | model | missing
            """)
    void refusesWhatItCannotServeNamingTheField(String body, String parameter, String says) throws Exception {
        HttpResponse<String> response = fixture.post("embeddings", body);
        assertThat(response.statusCode()).isBetween(400, 404);
        JsonNode error = read(response.body()).get("error");
        assertThat(error.get("param").asText()).isEqualTo(parameter);
        assertThat(error.get("message").asText()).contains(says);
    }

    private JsonNode embed(String body) throws Exception {
        HttpResponse<String> response = fixture.post("embeddings", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return read(response.body());
    }
}
