package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.search.VectorStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class PostgresVectorStoreTest {
    private final VectorStore vectors;
    private final String model = "model-" + UUID.randomUUID();

    PostgresVectorStoreTest(Engine engine) {
        vectors = new PostgresVectorStore(engine.shared().database());
    }

    @Test
    void whatWasKeptIsFoundAsItWas() throws Exception {
        vectors.keep(
                model, Map.of(key("a"), new float[] {0.1f, -2.5f, Float.MIN_VALUE}, key("b"), new float[] {1, 2, 3}));

        Map<String, float[]> found = vectors.find(model, List.of(key("a"), key("b"), key("c")));

        assertThat(found).containsOnlyKeys(key("a"), key("b"));
        assertThat(found.get(key("a"))).containsExactly(0.1f, -2.5f, Float.MIN_VALUE);
        assertThat(found.get(key("b"))).containsExactly(1, 2, 3);
    }

    @Test
    void anotherModelsVectorsAreNotMixedUp() throws Exception {
        vectors.keep(model, Map.of(key("a"), new float[] {1, 0}));
        assertThat(vectors.find(model + "-larger", List.of(key("a")))).isEmpty();
    }

    @Test
    void keepingTwiceDoesNoHarm() throws Exception {
        vectors.keep(model, Map.of(key("a"), new float[] {1, 0}));
        vectors.keep(model, Map.of(key("a"), new float[] {0, 1}, key("b"), new float[] {0, 1}));
        assertThat(vectors.find(model, List.of(key("a"))).get(key("a"))).containsExactly(1, 0);
        assertThat(vectors.find(model, List.of(key("b")))).hasSize(1);
    }

    @Test
    void manyAreKeptAtOnce() throws Exception {
        Map<String, float[]> many = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            many.put(key("text " + i), new float[] {i, 1});
        }
        vectors.keep(model, many);
        assertThat(vectors.find(model, many.keySet())).hasSameSizeAs(many);
    }

    @Test
    void nothingAskedIsNothingFound() {
        vectors.keep(model, Map.of());
        assertThat(vectors.find(model, List.of())).isEmpty();
    }

    private static String key(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
