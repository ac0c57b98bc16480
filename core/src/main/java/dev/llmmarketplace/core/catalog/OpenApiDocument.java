package dev.llmmarketplace.core.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document that travels with a version. Two with one digest are one.
 *
 * @param digest SHA-256 of its UTF-8 bytes, 64 hexadecimal digits
 * @param size in bytes
 * @param text JSON; null where a version is read, see {@link CatalogStore#findOpenApi}: documents may be hundreds of kilobytes,
 *     and few readers of a service want them
 */
public record OpenApiDocument(
        String digest, long size, @Nullable String text) {
    /** @param text JSON */
    public static OpenApiDocument of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new OpenApiDocument(HexFormat.of().formatHex(digest), bytes.length, text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public OpenApiDocument withoutText() {
        return new OpenApiDocument(digest, size, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenApiDocument document && digest.equals(document.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }
}
