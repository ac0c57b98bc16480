package dev.llmmarketplace.core.kernel;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes time-ordered identifiers: UUID version 7 (RFC 9562, 5.7), 48 bits of Unix milliseconds followed by 74 random
 * bits. Thread-safe. They sort by creation time to the millisecond and are no secrets: never use one as a credential.
 */
public final class Ids {
    private Ids() {}

    /** A new identifier at the present time. */
    public static UUID next() {
        return at(Time.currentMillis());
    }

    /** A new identifier at {@code unixMillis}, which must lie in 0..2^48-1. */
    public static UUID at(long unixMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = unixMillis << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
        return new UUID(high, low);
    }
}
