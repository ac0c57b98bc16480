package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.Keys;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param key the secret; only in the answer to its creation or rotation
 * @param oldKeyValidUntil when the secret before the last rotation stops opening; absent when there was none
 */
record KeyBody(
        UUID id,
        UUID organisationId,
        @Nullable UUID projectId,
        String name,
        String prefix,
        @Nullable String key,
        List<String> services,
        List<String> routes,
        List<String> models,
        List<String> allowedAddresses,
        KeyLimitsBody limits,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant oldKeyValidUntil) {

    static KeyBody from(ApiKey key, ServiceNames names) {
        return body(key, null, names);
    }

    static KeyBody created(Keys.Created created, ServiceNames names) {
        return body(created.key(), created.secret().reveal(), names);
    }

    private static KeyBody body(ApiKey key, @Nullable String secret, ServiceNames names) {
        ApiKey.Retiring retiring = key.retiring();
        ProjectId project = key.project();
        return new KeyBody(
                key.id().value(),
                key.organisation().value(),
                project == null ? null : project.value(),
                key.name(),
                key.prefix(),
                secret,
                key.scopes().services().stream().map(names::of).sorted().toList(),
                key.scopes().routes().stream().sorted().toList(),
                key.scopes().models().stream().sorted().toList(),
                key.scopes().addresses().stream()
                        .map(AddressBlock::toString)
                        .sorted()
                        .toList(),
                KeyLimitsBody.from(key.limits()),
                key.createdAt(),
                key.expiresAt(),
                key.revokedAt(),
                key.lastUsedAt(),
                retiring == null ? null : retiring.until());
    }

    @Override
    public String toString() {
        return "KeyBody[id=" + id + ", name=" + name + "]"; // never the secret
    }
}
