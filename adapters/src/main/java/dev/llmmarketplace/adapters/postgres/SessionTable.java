package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The statements on {@code session}. */
final class SessionTable {
    private SessionTable() {}

    /** Clears away the user's expired ones too, so that the table does not grow with every refresh. */
    static void insert(Handle handle, KeyDigest token, UserId user, Instant expiresAt) {
        handle.createUpdate("""
                        DELETE FROM session WHERE marketplace_user = :user AND expires_at < now() - interval '7 days'
                        """).bind("user", user.value()).execute();
        handle.createUpdate("""
                        INSERT INTO session (token, marketplace_user, expires_at) VALUES (:token, :user, :expiresAt)
                        """)
                .bind("token", token.bytes())
                .bind("user", user.value())
                .bind("expiresAt", expiresAt)
                .execute();
    }

    /** Two that redeem the same token wait for each other on its row; one gets it, the other gives the theft away. */
    static Optional<UserId> redeem(Handle handle, KeyDigest token, Instant now) {
        Optional<UserId> owner = handle.createQuery("""
                        UPDATE session SET redeemed_at = :now
                        WHERE token = :token AND redeemed_at IS NULL AND revoked_at IS NULL AND expires_at > :now
                        RETURNING marketplace_user
                        """)
                .bind("token", token.bytes())
                .bind("now", now)
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new);
        if (owner.isEmpty()) {
            redeemedBefore(handle, token).ifPresent(user -> revoke(handle, user));
        }
        return owner;
    }

    static void revoke(Handle handle, UserId user) {
        handle.createUpdate("""
                        UPDATE session SET revoked_at = now() WHERE marketplace_user = :user AND revoked_at IS NULL
                        """).bind("user", user.value()).execute();
    }

    private static Optional<UserId> redeemedBefore(Handle handle, KeyDigest token) {
        return handle.createQuery("""
                        SELECT marketplace_user FROM session WHERE token = :token AND redeemed_at IS NOT NULL
                        """)
                .bind("token", token.bytes())
                .mapTo(UUID.class)
                .findOne()
                .map(UserId::new);
    }
}
