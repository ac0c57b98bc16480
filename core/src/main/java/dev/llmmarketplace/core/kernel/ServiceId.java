package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a service, whatever its version. */
public record ServiceId(UUID value) {
    public static ServiceId next() {
        return new ServiceId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static ServiceId parse(String text) {
        return new ServiceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
