package dev.llmmarketplace.core.notification;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Sends e-mail until the server has taken it, for a day at most: what is older is of no use to anybody. A process that dies
 * while the server takes a mail leaves it to the next, so that it may come twice. Blocking; thread-safe.
 */
public final class Postman {
    private static final Duration USEFUL = Duration.ofDays(1);
    private static final Duration LEASE = Mailer.LONGEST.plusMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_DOUBLING = 9;

    private final Outbasket outbasket;
    private final Mailer mailer;
    private final BiConsumer<Mail, IOException> failed;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param failed hears of each attempt in vain */
    public Postman(
            Outbasket outbasket,
            Mailer mailer,
            BiConsumer<Mail, IOException> failed,
            RandomGenerator random,
            InstantSource clock) {
        this.outbasket = outbasket;
        this.mailer = mailer;
        this.failed = failed;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Attempts the mail that has been due for the longest time: one at a time, so that none is held while others are sent.
     *
     * @return false when none is due
     */
    public boolean run() {
        Optional<Mail> due = outbasket.take(LEASE);
        due.ifPresent(this::attempt);
        return due.isPresent();
    }

    private void attempt(Mail mail) {
        if (mail.createdAt().plus(USEFUL).isBefore(clock.instant())) {
            outbasket.dropped(mail.id());
            return;
        }
        try {
            mailer.send(mail);
            outbasket.sent(mail.id());
        } catch (Mailer.Refused e) {
            failed.accept(mail, e);
            outbasket.dropped(mail.id());
        } catch (IOException e) {
            failed.accept(mail, e);
            outbasket.postponed(mail.id(), next(mail));
        }
    }

    /** Twice as long after each failure, up to three quarters of an hour, a fifth more or less by chance. */
    private Instant next(Mail mail) {
        long millis = SHORTEST_PAUSE.toMillis() << Math.min(mail.failures(), LONGEST_DOUBLING);
        return clock.instant().plusMillis((long) (millis * random.nextDouble(0.8, 1.2)));
    }
}
