package dev.llmmarketplace.core.catalog;

import java.nio.charset.StandardCharsets;

/**
 * What a provider says to be his own, so that anybody can tell: his Ed25519 signature (RFC 8032) of a statement about the
 * manifest's canonical form, which is RFC 8785 without the signature itself and without credentials.
 *
 * @param key fingerprint of the public key: SHA-256 of its 32 bytes, 64 hexadecimal digits
 * @param digest SHA-256 of the canonical form, 64 hexadecimal digits
 * @param size of the canonical form, in bytes
 * @param value the signature, Base64
 */
public record ManifestSignature(String key, String digest, long size, String value) {
    /** What is signed of the version called so. */
    public byte[] statement(ServiceName name, SemanticVersion version) {
        return statement(name.toString(), version.toString(), digest, size);
    }

    /** Five lines: the format's name, the service, its version, digest and size. */
    public static byte[] statement(String name, String version, String digest, long size) {
        String text = "llm-marketplace/service-manifest/1\n%s\n%s\n%s\n%d\n".formatted(name, version, digest, size);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
