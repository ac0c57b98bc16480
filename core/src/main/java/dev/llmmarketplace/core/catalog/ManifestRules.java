package dev.llmmarketplace.core.catalog;

import java.net.URI;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules of a manifest that its schema cannot say: endpoints are reached safely, prices and price model agree,
 * promises can be kept, residency and compliance agree. Thread-safe.
 */
public final class ManifestRules {
    private final EndpointRules endpoints;
    private final ManifestCheck further;

    /** @param exempt endpoints that this installation may reach although they are local or unencrypted */
    public ManifestRules(Predicate<URI> exempt) {
        this(exempt, manifest -> new ManifestReport(List.of(), List.of()));
    }

    /**
     * @param exempt endpoints that this installation may reach although they are local or unencrypted
     * @param further rules about what the domain does not read, such as attached documents
     */
    public ManifestRules(Predicate<URI> exempt, ManifestCheck further) {
        endpoints = new EndpointRules(exempt);
        this.further = further;
    }

    public ManifestReport check(ServiceManifest manifest) {
        Findings found = new Findings();
        endpoints.check(manifest, found);
        PricingRules.check(manifest, found);
        ComplianceRules.check(manifest, found);
        TextRules.check(manifest, found);
        checkLimits(manifest.limits(), found);
        checkPromises(manifest.serviceLevel(), found);
        checkModalities(manifest, found);
        checkAudience(manifest.audience(), found);
        return found.report().and(further.check(manifest));
    }

    private static void checkLimits(Limits limits, Findings found) {
        if (limits.contextTokens() > 0 && limits.outputTokens() > limits.contextTokens()) {
            found.add(
                    ManifestRule.OUTPUT_WITHIN_CONTEXT,
                    "/limits/outputTokens",
                    "at most contextTokens, which holds prompt and answer together",
                    "was " + limits.outputTokens() + " of " + limits.contextTokens(),
                    "Lower outputTokens or raise contextTokens.");
        }
    }

    private static void checkPromises(ServiceLevel promise, Findings found) {
        if (promise.total() != null && promise.total().compareTo(promise.timeout()) < 0) {
            found.add(
                    ManifestRule.TOTAL_TIME_COVERS_TIMEOUT,
                    "/serviceLevel/totalMillis",
                    "at least timeoutMillis",
                    "was " + promise.total().toMillis() + " of "
                            + promise.timeout().toMillis(),
                    "Raise totalMillis or lower timeoutMillis.");
        }
        if (promise.timeout().compareTo(promise.maxLatency()) < 0) {
            found.add(
                    ManifestRule.TIMEOUT_COVERS_LATENCY,
                    "/serviceLevel/timeoutMillis",
                    "at least maxLatencyMillis",
                    "the gateway gives up after " + promise.timeout().toMillis() + " ms, before the promised "
                            + promise.maxLatency().toMillis() + " ms have passed",
                    "Raise timeoutMillis or promise a lower maxLatencyMillis.");
        }
    }

    private static void checkAudience(Audience audience, Findings found) {
        boolean named = !audience.organisations().isEmpty();
        if (named != (audience.visibility() == ListingVisibility.ORGANISATION)) {
            found.add(
                    ManifestRule.AUDIENCE_FITS_VISIBILITY,
                    "/visibleTo",
                    "given with the visibility organisation, and with no other",
                    named ? "names " + audience.organisations() : "is empty",
                    named
                            ? "Set visibility to organisation, or leave visibleTo out."
                            : "Name the organisations that may see the listing, or set visibility to private.");
        }
    }

    private static void checkModalities(ServiceManifest manifest, Findings found) {
        boolean embeds = manifest.modalities().output().contains(Modality.EMBEDDING);
        if (embeds != (manifest.category() == Category.EMBEDDINGS)) {
            found.add(
                    ManifestRule.MODALITIES_FIT_CATEGORY,
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
