package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.AccessStore.SigningKey;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The statements on {@code signing_key}. */
final class SigningKeyTable {
    private SigningKeyTable() {}

    static List<SigningKey> list(Handle handle, Instant retiredAfter) {
        return handle.createQuery("""
                        SELECT * FROM signing_key
                        WHERE retired_at IS NULL OR retired_at >= :retiredAfter
                        ORDER BY created_at DESC, id DESC
                        """)
                .bind("retiredAfter", retiredAfter)
                .map((row, context) -> new SigningKey(
                        row.getString("id"),
                        row.getBytes("sealed_jwk"),
                        Columns.instant(row, "created_at"),
                        Columns.nullableInstant(row, "retired_at")))
                .list();
    }

    /** Processes that rotate at the same time wait for each other on the table; the second finds the first one's key. */
    static boolean add(Handle handle, SigningKey key, Instant notBefore) {
        handle.execute("LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE");
        boolean rotated = handle.createQuery("SELECT EXISTS (SELECT FROM signing_key WHERE created_at > :notBefore)")
                .bind("notBefore", notBefore)
                .mapTo(Boolean.class)
                .one();
        if (rotated) {
            return false;
        }
        handle.createUpdate("UPDATE signing_key SET retired_at = :at WHERE retired_at IS NULL")
                .bind("at", key.createdAt())
                .execute();
        handle.createUpdate("""
                        INSERT INTO signing_key (id, sealed_jwk, created_at, retired_at)
                        VALUES (:id, :sealedJwk, :createdAt, :retiredAt)
                        """)
                .bind("id", key.id())
                .bind("sealedJwk", key.sealedJwk())
                .bind("createdAt", key.createdAt())
                .bind("retiredAt", key.retiredAt())
                .execute();
        return true;
    }
}
