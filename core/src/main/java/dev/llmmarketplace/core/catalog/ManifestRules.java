package dev.llmmarketplace.core.catalog;

import java.net.URI;
import java.util.function.Predicate;

/**
 * The rules of a manifest that its schema cannot say: endpoints are reached safely, prices and price model agree,
 * promises can be kept, residency and compliance agree. Thread-safe.
 */
public final class ManifestRules {
    private final EndpointRules endpoints;

    /** @param exempt endpoints that this installation may reach although they are local or unencrypted */
    public ManifestRules(Predicate<URI> exempt) {
        endpoints = new EndpointRules(exempt);
    }

    public ManifestReport check(ServiceManifest manifest) {
        Findings found = new Findings();
        endpoints.check(manifest, found);
        PricingRules.check(manifest, found);
        ComplianceRules.check(manifest, found);
        checkLimits(manifest.limits(), found);
        checkPromises(manifest.serviceLevel(), found);
        checkModalities(manifest, found);
        return found.report();
    }

    private static void checkLimits(Limits limits, Findings found) {
        if (limits.contextTokens() > 0 && limits.outputTokens() > limits.contextTokens()) {
            found.violation(
                    "/limits/outputTokens",
                    "at most contextTokens, which holds prompt and answer together",
                    "was " + limits.outputTokens() + " of " + limits.contextTokens(),
                    "Lower outputTokens or raise contextTokens.");
        }
    }

    private static void checkPromises(ServiceLevel promise, Findings found) {
        if (promise.total() != null && promise.total().compareTo(promise.timeout()) < 0) {
            found.violation(
                    "/serviceLevel/totalMillis",
                    "at least timeoutMillis",
                    "was " + promise.total().toMillis() + " of "
                            + promise.timeout().toMillis(),
                    "Raise totalMillis or lower timeoutMillis.");
        }
        if (promise.timeout().compareTo(promise.maxLatency()) < 0) {
            found.warning(
                    "/serviceLevel/timeoutMillis",
                    "at least maxLatencyMillis",
                    "the gateway gives up after " + promise.timeout().toMillis() + " ms, before the promised "
                            + promise.maxLatency().toMillis() + " ms have passed",
                    "Raise timeoutMillis or promise a lower maxLatencyMillis.");
        }
    }

    private static void checkModalities(ServiceManifest manifest, Findings found) {
        boolean embeds = manifest.modalities().output().contains(Modality.EMBEDDING);
        if (embeds != (manifest.category() == Category.EMBEDDINGS)) {
            found.warning(
                    "/modalities/output",
                    "embedding for the category embeddings, and for no other",
                    "was "
                            + manifest.modalities().output().stream()
                                    .map(Modality::wireName)
                                    .toList() + " in the category "
                            + manifest.category().wireName(),
                    "Change the category or the modalities.");
        }
    }
}
