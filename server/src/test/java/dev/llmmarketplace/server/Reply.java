package dev.llmmarketplace.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer, read the way a test asks for it. */
public record Reply(HttpResponse<byte[]> http) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public int status() {
        return http.statusCode();
    }

    public Optional<String> header(String name) {
        return http.headers().firstValue(name);
    }

    public String text() {
        return new String(http.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(http.body());
        } catch (IOException e) {
            throw new UncheckedIOException(text(), e);
        }
    }

    /** The text at a JSON pointer. */
    public String at(String pointer) {
        return json().at(pointer).asText();
    }

    public Reply expect(int status) {
        assertThat(status()).as(text()).isEqualTo(status);
        return this;
    }

    /** A problem document of that status and code, complete. */
    public Reply expectProblem(int status, String code) {
        expect(status);
        assertThat(header("content-type")).contains("application/problem+json");
        assertThat(at("/code")).isEqualTo(code);
        assertThat(at("/status")).isEqualTo(Integer.toString(status));
        assertThat(at("/title")).isNotBlank();
        assertThat(at("/detail")).isNotBlank();
        assertThat(at("/instance")).isEqualTo(http.request().uri().getPath());
        assertThat(at("/requestId")).isEqualTo(header("x-request-id").orElseThrow());
        return this;
    }

    /** The violation of that field, complete. */
    public JsonNode violation(String field) {
        for (JsonNode violation : json().path("violations")) {
            if (violation.path("field").asText().equals(field)) {
                assertThat(violation.path("rule").asText()).isNotBlank();
                assertThat(violation.path("message").asText()).isNotBlank();
                assertThat(violation.path("mend").asText()).isNotBlank();
                return violation;
            }
        }
        throw new AssertionError("no violation of " + field + " in " + text());
    }
}
