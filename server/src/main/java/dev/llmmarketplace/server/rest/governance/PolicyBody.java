package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.governance.Consequence;
import dev.llmmarketplace.core.governance.Policy;
import dev.llmmarketplace.core.governance.StoredPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy on the wire.
 *
 * @param consequence absent where the severity says it
 */
record PolicyBody(
        String id,
        int version,
        String type,
        String severity,
        String occasion,
        @Nullable String consequence,
        boolean enabled,
        String title,
        String description,
        String remediation,
        String field,
        @Nullable String when,
        String require,
        @Nullable String found,
        @Nullable Boolean removed,
        Instant storedAt) {

    static PolicyBody from(StoredPolicy stored) {
        Policy policy = stored.policy();
        Consequence override = policy.override();
        return new PolicyBody(
                policy.id().value(),
                stored.version(),
                policy.type().wireName(),
                policy.severity().wireName(),
                policy.occasion().wireName(),
                override == null ? null : override.wireName(),
                policy.enabled(),
                policy.wording().title(),
                policy.wording().description(),
                policy.wording().remediation(),
                policy.rule().field(),
                policy.rule().when(),
                policy.rule().require(),
                policy.rule().found(),
                stored.removed() ? true : null,
                stored.storedAt());
    }
}
