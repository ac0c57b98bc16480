package dev.llmmarketplace.server.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.probe.GuardedCaller;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds by any API that speaks OpenAI's dialect ({@code POST …/embeddings}). Blocking; thread-safe.
 *
 * <p>Few texts are somebody's question: they are asked once and not for long, because words are a good answer too. Many are
 * listings: they are asked for in portions, and again when the API fails for a moment. An API that keeps failing is left
 * alone for a while ({@link Breaker}).
 */
public final class OpenAiEmbedder implements Embedder {
    private static final Logger LOG = LoggerFactory.getLogger(OpenAiEmbedder.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A question and its sentences. */
    private static final int FEW = 5;

    private static final Duration PATIENCE_FOR_FEW = Duration.ofSeconds(2);
    /** An answer with vectors of 3,072 dimensions stays below a megabyte. */
    private static final int MOST_AT_ONCE = 16;
    /** Numbers that an answer may hold: a megabyte is all that is read of one. */
    private static final int MOST_NUMBERS = 32_000;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;
    private static final int TOO_MANY = 429;
    private static final int FAULT = 500;

    /** What an API may say of a text that it does not take, too long for it or of forbidden content. */
    private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

    /** Taken by every model. */
    private static final String HARMLESS = "a text";

    private final Configuration.Embedding settings;
    private final GuardedCaller caller;
    private final Breaker breaker;
    private final URI url;

    public OpenAiEmbedder(Configuration.Embedding settings, GuardedCaller caller) {
        this(settings, caller, new Breaker(System::nanoTime));
    }

    OpenAiEmbedder(Configuration.Embedding settings, GuardedCaller caller, Breaker breaker) {
        this.settings = settings;
        this.caller = caller;
        this.breaker = breaker;
        this.url = URI.create(settings.base().toString().replaceAll("/+$", "") + "/embeddings");
    }

    /** With the dimension, because some models can be asked for several. */
    @Override
    public String model() {
        return settings.model() + "/" + settings.dimension();
    }

    @Override
    public int dimension() {
        return settings.dimension();
    }

    @Override
    public double relatedFrom() {
        return settings.relatedFrom();
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
        List<Embedding> embeddings = new ArrayList<>(texts.size());
        for (List<String> portion : portions(texts)) {
            embeddings.addAll(texts.size() <= FEW ? ask(portion, PATIENCE_FOR_FEW) : askAgain(portion));
        }
        return embeddings;
    }

    /** An API that refuses a portion refuses a text of it, or everything: then its settings are wrong. */
    @Override
    public List<Optional<Embedding>> embedEach(List<String> texts) {
        List<Optional<Embedding>> embeddings = new ArrayList<>(texts.size());
        portions(texts).forEach(portion -> embeddings.addAll(each(portion)));
        if (!texts.isEmpty() && embeddings.stream().allMatch(Optional::isEmpty)) {
            int ignored = ask(List.of(HARMLESS), PATIENCE_FOR_FEW).size();
        }
        return embeddings;
    }

    private List<Optional<Embedding>> each(List<String> texts) {
        try {
            return askAgain(texts).stream().map(Optional::of).toList();
        } catch (ProblemException e) {
            if (!refused(e)) {
                throw e;
            }
        }
        if (texts.size() == 1) {
            LOG.warn(
                    "Embeddings of {} refuse a listing's text of {} characters",
                    url.getHost(),
                    texts.getFirst().length());
            return List.of(Optional.empty());
        }
        List<Optional<Embedding>> both = new ArrayList<>(each(texts.subList(0, texts.size() / 2)));
        both.addAll(each(texts.subList(texts.size() / 2, texts.size())));
        return both;
    }

    private List<List<String>> portions(List<String> texts) {
        int most = Math.clamp(MOST_NUMBERS / settings.dimension(), 1, MOST_AT_ONCE);
        List<List<String>> portions = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += most) {
            portions.add(texts.subList(from, Math.min(texts.size(), from + most)));
        }
        return portions;
    }

    private List<Embedding> askAgain(List<String> texts) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(texts, PATIENCE);
            } catch (ProblemException e) {
                if (attempt == ATTEMPTS || !breaker.closed() || refused(e)) {
                    throw e;
                }
                LOG.debug("Embeddings of {} failed, once more", url.getHost(), e);
            }
        }
    }

    private List<Embedding> ask(List<String> texts, Duration patience) {
        if (!breaker.closed()) {
            throw unavailable("has failed lately and is left alone for a while");
        }
        try {
            List<Embedding> embeddings = read(caller.post(url, headers(), body(texts), patience), texts.size());
            breaker.succeeded();
            return embeddings;
        } catch (IOException e) {
            if (breaker.failed()) {
                LOG.warn("Embeddings of {} fail; search goes by words alone until they do not", url.getHost(), e);
            }
            throw unavailable("cannot be asked: " + e.getMessage());
        }
    }

    private Map<String, String> headers() {
        return settings.credential()
                .map(secret -> Map.of("authorization", "Bearer " + secret.reveal()))
                .orElse(Map.of());
    }

    private String body(List<String> texts) {
        ObjectNode body = JSON.createObjectNode().put("model", settings.model()).put("encoding_format", "float");
        ArrayNode input = body.putArray("input");
        texts.forEach(text -> input.add(text.isBlank() ? "." : text));
        return body.toString();
    }

    private List<Embedding> read(GuardedCaller.Reply reply, int texts) throws IOException {
        if (reply.status() == TOO_MANY || reply.status() >= FAULT) {
            throw new IOException("it answers with status " + reply.status());
        }
        if (!reply.ok()) {
            throw problem(
                    REFUSALS.contains(reply.status()) ? ErrorCode.VALIDATION_FAILED : ErrorCode.UNAVAILABLE,
                    "refuses with status " + reply.status()
                            + ": see whether search.embedding.model and search.embedding.credential are right");
        }
        try {
            return embeddings(JSON.readTree(reply.body()), texts);
        } catch (JsonProcessingException e) {
            throw new IOException("its answer is no JSON", e);
        }
    }

    private List<Embedding> embeddings(JsonNode answer, int texts) throws IOException {
        JsonNode data = answer.path("data");
        if (data.size() != texts) {
            throw new IOException("it was given " + texts + " texts and answers with " + data.size() + " vectors");
        }
        int tokens = answer.path("usage").path("prompt_tokens").asInt(0) / Math.max(1, texts);
        Embedding[] embeddings = new Embedding[texts];
        for (int i = 0; i < texts; i++) {
            JsonNode one = data.get(i);
            int index = one.path("index").asInt(i);
            if (index < 0 || index >= texts || embeddings[index] != null) {
                throw new IOException("it numbers its vectors wrongly");
            }
            embeddings[index] = new Embedding(vector(one.path("embedding")), tokens);
        }
        return List.of(embeddings);
    }

    private float[] vector(JsonNode numbers) throws IOException {
        if (numbers.size() != settings.dimension()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "The embedding model " + settings.model() + " makes vectors of " + numbers.size()
                            + " dimensions, and search.embedding.dimension says " + settings.dimension() + ".");
        }
        float[] vector = new float[numbers.size()];
        double squares = 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) numbers.get(i).asDouble(Double.NaN);
            squares += (double) vector[i] * vector[i];
        }
        if (!(squares > 0) || Double.isInfinite(squares)) {
            throw new IOException("a vector has no direction");
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }

    private static boolean refused(ProblemException e) {
        return e.problem().code() == ErrorCode.VALIDATION_FAILED;
    }

    private ProblemException unavailable(String why) {
        return problem(ErrorCode.UNAVAILABLE, why);
    }

    private ProblemException problem(ErrorCode code, String why) {
        return new ProblemException(code, "The embedding model at " + url.getHost() + " " + why + ".");
    }
}
