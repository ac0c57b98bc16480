package dev.llmmarketplace.core.publishing.signature;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ManifestCheck;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.List;
import java.util.Optional;

/** What is signed is signed by its provider, with a key in force. Unsigned manifests pass. Blocking. */
public final class SignatureCheck implements ManifestCheck {
    private final AccessStore access;
    private final CatalogStore catalog;
    private final PublisherKeyStore keys;

    public SignatureCheck(AccessStore access, CatalogStore catalog, PublisherKeyStore keys) {
        this.access = access;
        this.catalog = catalog;
        this.keys = keys;
    }

    @Override
    public ManifestReport check(ServiceManifest manifest) {
        ManifestSignature signature = manifest.signature();
        return signature == null
                ? new ManifestReport(List.of(), List.of())
                : new ManifestReport(check(manifest, signature, key(manifest, signature)), List.of());
    }

    /** Of whom the service is now, be it his from the beginning or handed over to him. */
    private Optional<PublisherKey> key(ServiceManifest manifest, ManifestSignature signature) {
        return catalog.findCurrent(manifest.name())
                .map(ServiceVersion::provider)
                .or(() -> access.findOrganisation(manifest.name().provider()).map(Organisation::id))
                .flatMap(provider -> keys.find(provider, signature.key()));
    }

    /** The rules, apart from where keys come from. */
    public static List<Violation> check(
            ServiceManifest manifest, ManifestSignature signature, Optional<PublisherKey> key) {
        if (key.isEmpty() || key.get().revoked()) {
            return List.of(ManifestRule.SIGNATURE_KEY_IN_FORCE.broken(
                    "/signature/key",
                    "the fingerprint of a key that the provider has registered and not revoked",
                    key.isEmpty()
                            ? "there is no such key"
                            : "it was revoked at " + key.get().revokedAt(),
                    "Register the key with 'marketplace publisher-keys register', or sign with another."));
        }
        return key.get().key().verifies(signature.statement(manifest.name(), manifest.version()), signature.value())
                ? List.of()
                : List.of(ManifestRule.SIGNATURE_FITS.broken(
                        "/signature/value",
                        "made of this manifest with the key",
                        "it is not: the canonical form has the digest " + signature.digest(),
                        "Sign the manifest again after the last change; only credentials may change afterwards."));
    }
}
