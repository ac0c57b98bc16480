package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Secret;

/** Turns passwords into what may be stored. Slow on purpose; blocking; thread-safe. */
public interface PasswordHasher {
    /** The hash with its parameters and salt, in PHC format. */
    Secret hash(Secret password);

    /** True when {@code hash} was made of {@code password}. */
    boolean matches(Secret password, Secret hash);

    /** A hash that no password matches and that takes as long to compare with as any. */
    Secret nobodysHash();
}
