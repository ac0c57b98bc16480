package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WaiverId;
import java.time.Instant;

/**
 * An exception from a policy for all versions of one service, also of one that is still to be published.
 *
 * @param reason what convinced the approver
 * @param expiresAt from then on the policy counts again
 */
public record Waiver(
        WaiverId id,
        PolicyId policy,
        ServiceName service,
        String reason,
        UserId approver,
        Instant grantedAt,
        Instant expiresAt) {

    public boolean covers(PolicyFinding finding) {
        return policy.value().equals(finding.policy());
    }
}
