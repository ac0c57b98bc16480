package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Clearance;
import org.jspecify.annotations.Nullable;

/** Why a policy refuses the caller's calls to a service. */
public record DenialBody(
        String policy, String reason, @Nullable String remediation) {
    /** Null when none does. */
    static @Nullable DenialBody of(ServiceVersion service, Clearance clearance) {
        return clearance
                .denial(service)
                .map(grounds -> new DenialBody(grounds.policy(), grounds.reason(), grounds.remediation()))
                .orElse(null);
    }
}
