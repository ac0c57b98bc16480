package dev.llmmarketplace.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.NotificationId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mails are sent one by one, so that the time of none runs out while others are sent. */
final class PostmanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private final Deque<Mail> waiting = new ArrayDeque<>();
    private final List<NotificationId> held = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();

    private final Outbasket outbasket = new Outbasket() {
        @Override
        public Optional<Mail> take(Duration lease) {
            assertThat(lease).as("however slowly a mail is taken").isGreaterThan(Mailer.LONGEST);
            Optional<Mail> next = Optional.ofNullable(waiting.poll());
            next.ifPresent(mail -> held.add(mail.id()));
            return next;
        }

        @Override
        public void release() {}

        @Override
        public void sent(NotificationId id) {
            end(id, "sent");
        }

        @Override
        public void postponed(NotificationId id, Instant until) {
            end(id, "postponed");
        }

        @Override
        public void dropped(NotificationId id) {
            end(id, "dropped");
        }

        private void end(NotificationId id, String how) {
            held.remove(id);
            ends.add(how);
        }
    };

    private void run(Mailer mailer) {
        Postman postman = new Postman(outbasket, mailer, (mail, failure) -> {}, new Random(1), () -> NOW);
        while (postman.run()) {
            assertThat(held).isEmpty();
        }
    }

    private void waits(int failures, Instant since) {
        waiting.add(new Mail(NotificationId.next(), "somebody@example.com", "News", "News.", failures, since));
    }

    @Test
    void noMailIsHeldWhileAnotherIsSent() {
        for (int number = 0; number < 30; number++) {
            waits(0, NOW);
        }

        run(mail -> assertThat(held).containsExactly(mail.id()));

        assertThat(ends).hasSize(30).containsOnly("sent");
    }

    @Test
    void whatTheServerDoesNotTakeComesAgainAndWhatItRefusesDoesNot() {
        waits(0, NOW);
        run(mail -> {
            throw new IOException("busy");
        });
        waits(0, NOW);
        run(mail -> {
            throw new Mailer.Refused("nobody", new IOException());
        });
        waits(3, NOW.minus(Duration.ofDays(2)));
        run(mail -> {
            throw new AssertionError("too old");
        });

        assertThat(ends).containsExactly("postponed", "dropped", "dropped");
    }
}
