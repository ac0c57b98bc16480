package dev.llmmarketplace.server.identity;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.llmmarketplace.core.access.PasswordHasher;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Argon2id with 19 MiB, two passes and one lane (OWASP's minimum). Hashes are made by a few threads of their own with a
 * short queue, so that neither a flood of sign-ins nor their memory can starve the process; who does not get in is told to
 * come again.
 */
public final class Argon2idPasswords implements PasswordHasher, AutoCloseable {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int QUEUE = 64;

    /** The salt is text and the hash is nought: no password has it. */
    private static final Secret NOBODYS_HASH = new Secret(
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mtc2FsdC0tLQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    private final Argon2Function function =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor threads;

    /** @param concurrency how many hashes are made at a time */
    public Argon2idPasswords(int concurrency) {
        threads = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE),
                Thread.ofPlatform().name("password-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Secret hash(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return await(() -> new Secret(function.hash(bytes(password), salt).getResult()));
    }

    @Override
    public boolean matches(Secret password, Secret hash) {
        return await(() -> function.check(bytes(password), hash.reveal().getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public Secret nobodysHash() {
        return NOBODYS_HASH;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> T await(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2id failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(Problem.passing(
                ErrorCode.UNAVAILABLE, "Too many people are signing in at once.", Duration.ofSeconds(5)));
    }

    private static byte[] bytes(Secret password) {
        return password.reveal().getBytes(StandardCharsets.UTF_8);
    }
}
