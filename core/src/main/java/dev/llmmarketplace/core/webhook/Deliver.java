package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.webhook.DeliveryStore.Due;
import dev.llmmarketplace.core.webhook.DeliveryStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Carries out deliveries, a few at a time for each webhook. No organisation has more under way than is left for the others
 * (a dynamic threshold, Choudhury and Hahne 1998): however many have slow receivers, who comes next finds a place. A process
 * that dies after the receiver has answered leaves the delivery due: the receiver then gets it again, under the same
 * identifier. Blocking; thread-safe.
 */
public final class Deliver {
    private static final int BUSY_MILLIS = 1_000;
    private static final int GONE = 410;

    private final DeliveryStore store;
    private final WebhookSender sender;
    private final Duration patience;
    private final RandomGenerator random;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final Places places;

    /**
     * @param patience a webhook that has failed for so long, without a success between, is disabled
     * @param places how many deliveries are carried out at a time
     */
    public Deliver(
            DeliveryStore store,
            WebhookSender sender,
            Duration patience,
            int places,
            RandomGenerator random,
            InstantSource clock) {
        this.places = new Places(places);
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
        if (!places.enter(webhook.organisation(), webhook.id())) {
            return Optional.of(clock.instant().plusMillis(random.nextInt(BUSY_MILLIS / 2, BUSY_MILLIS)));
        }
        try {
            return attempt(due.get());
        } finally {
            places.leave(webhook.organisation(), webhook.id());
        }
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
