package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.governance.PolicyCase;
import java.util.Map;

/** What policies are asked about in tests. */
public final class PolicyCases {
    private static final Organisation PROVIDER = Examples.organisation();
    private static final ServiceName NAME = new ServiceName(PROVIDER.slug(), "chat");

    private PolicyCases() {}

    public static PolicyCase published() {
        return PolicyCase.publication(Manifests.manifest(NAME, "1.0.0"), PROVIDER);
    }

    public static PolicyCase subscribing(Organisation consumer, String plan) {
        return new PolicyCase(
                Manifests.manifest(NAME, "1.0.0"),
                PROVIDER,
                new PolicyCase.Access(consumer, "subscribe", Map.of("plan", plan)));
    }
}
