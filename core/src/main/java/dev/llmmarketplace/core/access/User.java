package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person or service account.
 *
 * @param email unique, lower case
 * @param passwordHash Argon2id in PHC format
 * @param failedSignIns since the last success
 * @param lockedUntil null when not locked
 */
public record User(
        UserId id,
        OrganisationId organisation,
        String email,
        String fullName,
        Secret passwordHash,
        Set<Role> roles,
        int failedSignIns,
        @Nullable Instant lockedUntil,
        Instant createdAt) {
    public User {
        roles = Set.copyOf(roles);
    }
}
