package dev.llmmarketplace.server.identity;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Accounts;
import dev.llmmarketplace.core.access.Accounts.Person;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The account without which nobody could sign in after the very first start.
 *
 * @param password to be shown once, and never logged
 */
public record FirstAdministrator(String email, Secret password) {
    /**
     * Makes it when there is no user yet; empty otherwise.
     *
     * @param chosen password from the configuration; null for a random one
     */
    public static Optional<FirstAdministrator> ensure(
            AccessStore access, Accounts accounts, String email, @Nullable Secret chosen) {
        if (!access.empty()) {
            return Optional.empty();
        }
        Secret password = chosen == null ? random() : chosen;
        try {
            accounts.bootstrap(new Person(email, "Administrator", password));
            return Optional.of(new FirstAdministrator(email, password));
        } catch (ProblemException e) {
            if (e.problem().code() == ErrorCode.CONFLICT) {
                return Optional.empty(); // another process was first
            }
            throw e;
        }
    }

    private static Secret random() {
        byte[] bits = new byte[15];
        new SecureRandom().nextBytes(bits);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }
}
