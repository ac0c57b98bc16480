package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.kernel.DelegationId;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An approver lets another one answer in his place for a while. It is not passed on: who answers for somebody has that
 * person's own roles and no others.
 *
 * @param from whose answers they are
 * @param to who gives them
 * @param startsAt inclusive
 * @param endsAt exclusive
 * @param revokedAt null unless it was ended before its time
 */
public record Delegation(
        DelegationId id,
        UserId from,
        UserId to,
        Instant startsAt,
        Instant endsAt,
        @Nullable String reason,
        Instant grantedAt,
        @Nullable Instant revokedAt) {}
