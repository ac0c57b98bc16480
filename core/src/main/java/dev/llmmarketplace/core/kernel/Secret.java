package dev.llmmarketplace.core.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Text that must not be seen: passwords, keys, credentials. Its {@code toString} is redacted, equality takes constant
 * time, and it is not serialisable. Call {@link #reveal()} only where the value leaves for its destination.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The plain value. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
