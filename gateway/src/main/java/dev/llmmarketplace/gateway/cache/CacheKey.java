package dev.llmmarketplace.gateway.cache;

import dev.llmmarketplace.core.kernel.OrganisationId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What two requests must have in common to get the same answer: the organisation, and the SHA-256 of all that the answer
 * depends on. Keys of two organisations are never equal.
 */
public record CacheKey(OrganisationId organisation, long a, long b, long c, long d) {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    public static Builder of(OrganisationId organisation) {
        return new Builder(organisation);
    }

    @Override
    public int hashCode() {
        return (int) a;
    }

    /** Takes what the answer depends on, part by part; each is told apart from its neighbours by its length. */
    public static final class Builder {
        private final OrganisationId organisation;
        private final MessageDigest digest;
        private final byte[] number = new byte[Long.BYTES];

        private Builder(OrganisationId organisation) {
            this.organisation = organisation;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }

        public Builder with(long value) {
            LONGS.set(number, 0, value);
            digest.update(number);
            return this;
        }

        /** @param text null is another text than the empty one */
        public Builder with(@Nullable String text) {
            if (text == null) {
                return with(-1);
            }
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return with(bytes, bytes.length);
        }

        public Builder with(byte[] bytes, int length) {
            with(length);
            digest.update(bytes, 0, length);
            return this;
        }

        public CacheKey build() {
            byte[] hash = digest.digest();
            return new CacheKey(organisation, part(hash, 0), part(hash, 8), part(hash, 16), part(hash, 24));
        }

        private static long part(byte[] hash, int at) {
            return (long) LONGS.get(hash, at);
        }
    }
}
