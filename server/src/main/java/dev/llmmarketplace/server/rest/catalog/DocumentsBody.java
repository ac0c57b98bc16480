package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** @param openapiDigest SHA-256, hexadecimal, of the OpenAPI document; it has an address of its own */
record DocumentsBody(
        @Nullable String documentation,
        @Nullable String documentationUrl,
        @Nullable String exampleUsage,
        @Nullable String logoUrl,
        @Nullable String licence,
        @Nullable String modelCard,
        @Nullable String openapiDigest) {

    static DocumentsBody from(Documents documents) {
        return new DocumentsBody(
                documents.documentation(),
                documents.documentationUrl(),
                documents.exampleUsage(),
                documents.logoUrl(),
                documents.licence(),
                documents.modelCard(),
                documents.openapi() == null ? null : digest(documents.openapi()));
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
