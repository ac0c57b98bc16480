package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries, their attempts and the jobs that drive them; what makes a delivery due makes its job in the same
 * transaction. Each organisation's are out of the others' reach. Blocking; thread-safe.
 */
public interface DeliveryStore {
    /** Makes a delivery of {@code webhook.ping}, due at once. */
    Delivery ping(Webhook webhook);

    /** The latest first. */
    Page<Delivery> list(Webhook webhook, Delivery.@Nullable State state, Page.Request page);

    Optional<Delivery> find(Webhook webhook, DeliveryId id);

    /** In their order. */
    List<Attempt> attempts(OrganisationId organisation, DeliveryId id);

    /** Makes one that has ended due again, from its first attempt; false when it has not ended. */
    boolean replay(Webhook webhook, DeliveryId id);

    /**
     * As {@link #replay}, all that are dead.
     *
     * @return how many
     */
    int replayDead(Webhook webhook);

    /**
     * A delivery to be attempted.
     *
     * @param secrets to sign with: the present one, then the retiring one while it is good
     */
    record Due(Delivery delivery, Webhook webhook, List<Secret> secrets) {}

    /** Empty when it has ended or is gone. */
    Optional<Due> findDue(DeliveryId id);

    /** What follows from an attempt. */
    sealed interface Outcome {
        record Delivered() implements Outcome {}

        record Retry(Instant at) implements Outcome {}

        record Dead() implements Outcome {}

        /** The webhook is disabled, and with it what waits for it. */
        record Disabled(String because) implements Outcome {}
    }

    /** Stores an attempt, what follows for the delivery, and since when the webhook fails or that it does not. */
    void record(Due due, Attempt attempt, Outcome outcome);

    /** Ends one without an attempt. */
    void bury(DeliveryId id);
}
