package dev.llmmarketplace.core.catalog;

/** Looks for what a manifest should not say. Thread-safe. */
@FunctionalInterface
public interface ManifestCheck {
    ManifestReport check(ServiceManifest manifest);

    /** This check, then the other. */
    default ManifestCheck and(ManifestCheck other) {
        return manifest -> check(manifest).and(other.check(manifest));
    }
}
