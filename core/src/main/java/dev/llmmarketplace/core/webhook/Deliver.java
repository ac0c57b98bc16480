package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.webhook.DeliveryStore.Due;
import dev.llmmarketplace.core.webhook.DeliveryStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Carries out deliveries, a few at a time for each webhook and each organisation, so that who is slow does not keep the others. A process that
 * dies after the receiver has answered leaves the delivery due: the receiver then gets it again, under the same identifier.
 * Blocking; thread-safe.
 */
public final class Deliver {
    private static final int AT_A_TIME = 4;
    /** Of all webhooks of an organisation. */
    private static final int AT_A_TIME_OF_ONE = 8;

    private static final int BUSY_MILLIS = 1_000;
    private static final int GONE = 410;

    private final DeliveryStore store;
    private final WebhookSender sender;
    private final Duration patience;
    private final RandomGenerator random;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    /** By webhook and by organisation. */
    private final Map<Object, Integer> running = new ConcurrentHashMap<>();

    /** @param patience a webhook that has failed for so long, without a success between, is disabled */
    public Deliver(
            DeliveryStore store, WebhookSender sender, Duration patience, RandomGenerator random, InstantSource clock) {
        this.store = store;
        this.sender = sender;
        this.patience = patience;
        this.random = random;
        this.schedule = new RetrySchedule(random);
        this.clock = clock;
    }

    /** Attempts a delivery that is due; answers when to look at it again, empty when that is not needed. */
    public Optional<Instant> run(DeliveryId id) {
        Optional<Due> due = store.findDue(id);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Webhook webhook = due.get().webhook();
        if (!webhook.enabled()) {
            store.bury(id);
            return Optional.empty();
        }
        if (!enter(webhook)) {
            return Optional.of(clock.instant().plusMillis(random.nextInt(BUSY_MILLIS / 2, BUSY_MILLIS)));
        }
        try {
            return attempt(due.get());
        } finally {
            leave(webhook);
        }
    }

    private boolean enter(Webhook webhook) {
        if (!rise(webhook.id(), AT_A_TIME)) {
            return false;
        }
        if (rise(webhook.organisation(), AT_A_TIME_OF_ONE)) {
            return true;
        }
        fall(webhook.id());
        return false;
    }

    private void leave(Webhook webhook) {
        fall(webhook.id());
        fall(webhook.organisation());
    }

    private boolean rise(Object whose, int most) {
        if (running.merge(whose, 1, Integer::sum) <= most) {
            return true;
        }
        fall(whose);
        return false;
    }

    private void fall(Object whose) {
        running.computeIfPresent(whose, (_, now) -> now == 1 ? null : now - 1);
    }

    private Optional<Instant> attempt(Due due) {
        Delivery delivery = due.delivery();
        Map<String, String> headers =
                WebhookSignature.headers(delivery.event().toString(), clock.instant(), delivery.body(), due.secrets());
        Attempt attempt = sender.send(due.webhook().url(), headers, delivery.body());
        Outcome outcome = judge(due, attempt);
        store.record(due, attempt, outcome);
        return outcome instanceof Outcome.Retry retry ? Optional.of(retry.at()) : Optional.empty();
    }

    private Outcome judge(Due due, Attempt attempt) {
        if (attempt.succeeded()) {
            return new Outcome.Delivered();
        }
        if (attempt.status() != null && attempt.status() == GONE) {
            return new Outcome.Disabled("It answered 410 Gone, which says that it wants no more.");
        }
        Instant failingSince = due.webhook().failingSince();
        boolean repeated = due.delivery().failures() > 0; // else it may be the first hiccup after a long silence
        if (repeated && failingSince != null && failingSince.plus(patience).isBefore(attempt.at())) {
            return new Outcome.Disabled("Nothing could be delivered since " + failingSince + ".");
        }
        return schedule.pause(due.delivery().failures() + 1)
                .<Outcome>map(pause -> new Outcome.Retry(clock.instant().plus(pause)))
                .orElseGet(Outcome.Dead::new);
    }
}
