package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.publishing.signature.PublisherKey;
import dev.llmmarketplace.core.publishing.signature.SignatureCheck;
import dev.llmmarketplace.server.rest.catalog.Providers.ProviderBody;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a version is signed.
 *
 * @param key fingerprint
 * @param formerOwner who has signed it, where the service was handed over since; absent when its provider has
 * @param state {@code valid}; {@code revoked} when the key has been revoked since; {@code invalid} when it does not fit
 */
record SignatureBody(
        String algorithm,
        String key,
        @Nullable String keyName,
        @Nullable ProviderBody formerOwner,
        String digest,
        long size,
        String value,
        String state,
        @Nullable Instant revokedAt) {

    static SignatureBody from(
            ServiceManifest manifest,
            ManifestSignature signature,
            Optional<PublisherKey> key,
            @Nullable ProviderBody formerOwner) {
        return new SignatureBody(
                "Ed25519",
                signature.key(),
                key.map(PublisherKey::name).orElse(null),
                formerOwner,
                signature.digest(),
                signature.size(),
                signature.value(),
                state(manifest, signature, key),
                key.map(PublisherKey::revokedAt).orElse(null));
    }

    private static String state(ServiceManifest manifest, ManifestSignature signature, Optional<PublisherKey> key) {
        if (key.filter(PublisherKey::revoked).isPresent()) {
            return "revoked";
        }
        return SignatureCheck.check(manifest, signature, key).isEmpty() ? "valid" : "invalid";
    }
}
