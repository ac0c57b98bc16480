package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as others see him: without password. */
record UserBody(
        UUID id,
        UUID organisationId,
        String email,
        String fullName,
        List<String> roles,
        @Nullable Instant lockedUntil,
        Instant createdAt) {

    static UserBody from(User user) {
        return new UserBody(
                user.id().value(),
                user.organisation().value(),
                user.email(),
                user.fullName(),
                user.roles().stream().map(Role::wireName).sorted().toList(),
                user.lockedUntil(),
                user.createdAt());
    }
}
