package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Signing in by password. Five failures in a row lock the account for a quarter of an hour. Whether the email is known
 * can be told neither from the answer nor from how long it takes. Blocking; thread-safe.
 */
public final class SignIn {
    public static final int LOCK_AFTER = 5;
    public static final Duration LOCKED_FOR = Duration.ofMinutes(15);

    private final AccessStore access;
    private final PasswordHasher passwords;
    private final InstantSource clock;

    public SignIn(AccessStore access, PasswordHasher passwords, InstantSource clock) {
        this.access = access;
        this.passwords = passwords;
        this.clock = clock;
    }

    public Outcome signIn(String email, Secret password) {
        Optional<User> known = access.findUser(email.toLowerCase(Locale.ROOT));
        if (known.isEmpty()) {
            passwords.matches(password, passwords.nobodysHash());
            return new Refused();
        }
        User user = known.get();
        Instant now = clock.instant();
        if (user.lockedUntil() != null && user.lockedUntil().isAfter(now)) {
            return new Locked(user.lockedUntil());
        }
        if (!passwords.matches(password, user.passwordHash())) {
            access.recordFailedSignIn(user.id(), LOCK_AFTER, now.plus(LOCKED_FOR));
            return new Refused();
        }
        access.recordSignIn(user.id(), now);
        return new Granted(user);
    }

    /** How an attempt ended. */
    public sealed interface Outcome {}

    public record Granted(User user) implements Outcome {}

    /** Email or password are wrong; which of them is not said. */
    public record Refused() implements Outcome {}

    public record Locked(Instant until) implements Outcome {}
}
