package dev.llmmarketplace.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.adapters.cel.CelPolicyLanguage;
import dev.llmmarketplace.core.governance.BuiltInPolicyEngine;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.PolicyEngine;
import dev.llmmarketplace.core.governance.PolicyId;
import dev.llmmarketplace.core.governance.PolicyLanguage;
import dev.llmmarketplace.core.governance.PolicyStore;
import dev.llmmarketplace.core.governance.StoredPolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BuiltInPolicyEngineTest extends PolicyEngineContract {
    private static final PolicyLanguage LANGUAGE = new CelPolicyLanguage(url -> false);
    private static final List<Policy> SHIPPED =
            new ShippedPolicies(new PolicyReader(CONTRACT.schema("PolicyDocument"), LANGUAGE)).policies();

    @Override
    protected PolicyEngine engine() {
        return new BuiltInPolicyEngine(new Fixed(SHIPPED), LANGUAGE);
    }

    @Test
    void fiveAreShippedAndAllOfThemBind() {
        assertThat(SHIPPED).hasSize(5).allMatch(Policy::enabled);
    }

    /** Policies that never change. */
    private record Fixed(List<Policy> all) implements PolicyStore {
        @Override
        public List<StoredPolicy> policies() {
            return all.stream()
                    .map(policy -> new StoredPolicy(policy, 1, false, Instant.EPOCH))
                    .toList();
        }

        @Override
        public List<StoredPolicy> versions(PolicyId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<StoredPolicy> store(List<Policy> policies, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void storeMissing(List<Policy> shipped, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(PolicyId id, Instant at) {
            throw new UnsupportedOperationException();
        }
    }
}
