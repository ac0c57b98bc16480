package dev.llmmarketplace.adapters.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests, each with the headers that the registry asks for, and reads what comes back, of which there may be
 * no more than a megabyte. Blocking; thread-safe.
 */
final class RegistryCall implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_REASON = 300;

    private final URI base;
    private final Duration deadline;
    private final HttpClient client;

    RegistryCall(URI base, Duration deadline) {
        this.base = base;
        this.deadline = deadline;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(deadline)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @param body missing when it is no JSON */
    record Answer(int status, JsonNode body) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** Why, in the registry's words, as far as anybody reads. */
        String reason() {
            String text = body.path("error").asText("");
            return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "…";
        }
    }

    /**
     * @param path from the root, with its query
     * @param call of which it is part
     * @throws ProblemException {@code UPSTREAM_FAILED} or {@code UPSTREAM_TIMEOUT} when no answer comes
     */
    Answer send(String method, String path, @Nullable JsonNode body, UUID call) {
        String root = base.toString().replaceAll("/$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(deadline)
                .header("accept", "application/json")
                .header("content-type", "application/json")
                .header("x-execution-id", call.toString())
                .header("x-parent-span-id", Ulid.of(call))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<byte[]> answer =
                    client.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            return new Answer(answer.statusCode(), tree(answer.body()));
        } catch (HttpTimeoutException e) {
            throw new ProblemException(
                    ErrorCode.UPSTREAM_TIMEOUT, "The registry has not answered within " + deadline.toMillis() + " ms.");
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ErrorCode.UPSTREAM_FAILED, "The registry cannot be reached."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ErrorCode.UNAVAILABLE, "The server is stopping.");
        }
    }

    private static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** What is neither done nor refused: to be tried again. */
    static ProblemException failed(Answer answer) {
        String reason = answer.reason();
        return new ProblemException(Problem.of(
                ErrorCode.UPSTREAM_FAILED,
                "The registry answered " + answer.status() + (reason.isEmpty() ? "." : ": " + reason + ".")));
    }

    @Override
    public void close() {
        client.close();
    }
}
