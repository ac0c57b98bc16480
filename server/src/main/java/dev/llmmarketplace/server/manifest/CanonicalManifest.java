package dev.llmmarketplace.server.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.server.json.CanonicalTree;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is signed of a manifest: all of it but the signature and the credentials, which are the marketplace's business alone.
 *
 * @param digest SHA-256 of the canonical form (RFC 8785), 64 hexadecimal digits
 * @param size of the canonical form, in bytes
 */
public record CanonicalManifest(String digest, long size) {
    /**
     * @param manifest is not changed
     * @throws IllegalArgumentException for numbers that have no canonical form
     */
    public static CanonicalManifest of(JsonNode manifest) {
        ObjectNode signed = manifest.deepCopy();
        signed.remove("signature");
        withoutCredential(signed.path("endpoint"));
        signed.path("endpoints").forEach(CanonicalManifest::withoutCredential);
        byte[] form = CanonicalTree.bytes(signed);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(form);
            return new CanonicalManifest(HexFormat.of().formatHex(digest), form.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void withoutCredential(JsonNode endpoint) {
        if (endpoint.path("authentication") instanceof ObjectNode authentication) {
            authentication.remove("credential");
        }
    }
}
