package dev.llmmarketplace.core.search;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;

/**
 * Vectors of listings' texts, kept so that no text is embedded twice, whatever happens to an index. Blocking; thread-safe.
 *
 * <p>A text is known by its key: the SHA-256 of its UTF-8 bytes, in base64url without padding.
 */
public interface VectorStore {
    /** Keeps nothing. */
    VectorStore NONE = new VectorStore() {
        @Override
        public Map<String, float[]> find(String model, Collection<String> keys) {
            return Map.of();
        }

        @Override
        public void keep(String model, Map<String, float[]> vectors) {
            // nothing is kept
        }
    };

    /** The key of a text. */
    static String key(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Those that the model has made, by key.
     *
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when the store cannot be reached
     */
    Map<String, float[]> find(String model, Collection<String> keys);

    /**
     * Durable when it returns. What is kept already stays.
     *
     * @param vectors by key, all of one dimension
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when the store cannot be reached
     */
    void keep(String model, Map<String, float[]> vectors);
}
