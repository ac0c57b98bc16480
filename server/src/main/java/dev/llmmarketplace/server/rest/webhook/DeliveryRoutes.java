package dev.llmmarketplace.server.rest.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.kernel.DeliveryId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.webhook.Attempt;
import dev.llmmarketplace.core.webhook.Delivery;
import dev.llmmarketplace.core.webhook.DeliveryStore;
import dev.llmmarketplace.core.webhook.Webhook;
import dev.llmmarketplace.core.webhook.Webhooks;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent to a webhook, what came of it, and sending it again. */
public final class DeliveryRoutes {
    private static final int ACCEPTED = 202;

    private final Webhooks webhooks;
    private final DeliveryStore store;

    public DeliveryRoutes(Webhooks webhooks, DeliveryStore store) {
        this.webhooks = webhooks;
        this.store = store;
    }

    public void register(Routes routes) {
        routes.on("pingWebhook", this::ping);
        routes.on("listDeliveries", this::list);
        routes.on("readDelivery", this::read);
        routes.on("replayDelivery", this::replay);
        routes.on("replayDeadDeliveries", this::replayDead);
    }

    record DeliveryBody(
            UUID id,
            UUID event,
            String type,
            String subject,
            String state,
            int failures,
            Instant createdAt,
            @Nullable Instant nextAttempt,
            @Nullable JsonNode message,
            @Nullable List<AttemptBody> attempts) {
        static DeliveryBody from(Delivery delivery) {
            return of(delivery, null, null);
        }

        static DeliveryBody whole(Delivery delivery, List<Attempt> attempts) {
            return of(
                    delivery,
                    Json.tree(delivery.body()),
                    attempts.stream().map(AttemptBody::from).toList());
        }

        private static DeliveryBody of(
                Delivery delivery, @Nullable JsonNode message, @Nullable List<AttemptBody> attempts) {
            return new DeliveryBody(
                    delivery.id().value(),
                    delivery.event(),
                    delivery.type(),
                    delivery.subject(),
                    delivery.state().wireName(),
                    delivery.failures(),
                    delivery.createdAt(),
                    delivery.nextAttempt(),
                    message,
                    attempts);
        }
    }

    record AttemptBody(
            Instant at,
            long millis,
            @Nullable Integer status,
            @Nullable String error,
            String response) {
        static AttemptBody from(Attempt attempt) {
            return new AttemptBody(
                    attempt.at(), attempt.took().toMillis(), attempt.status(), attempt.error(), attempt.response());
        }
    }

    record Replayed(int replayed) {}

    private Answer ping(Request request) {
        Webhook webhook = enabled(request);
        return Answer.json(ACCEPTED, DeliveryBody.from(store.ping(webhook)));
    }

    private Answer list(Request request) {
        Delivery.State state = request.find("state", text -> WireName.parse(Delivery.State.class, text, "state"))
                .orElse(null);
        Webhook webhook = WebhookRoutes.named(webhooks, request);
        return Answer.ok(PageBody.from(store.list(webhook, state, request.page()), DeliveryBody::from));
    }

    private Answer read(Request request) {
        Delivery delivery = delivery(request, WebhookRoutes.named(webhooks, request));
        return Answer.ok(DeliveryBody.whole(delivery, store.attempts(delivery.organisation(), delivery.id())));
    }

    private Answer replay(Request request) {
        Webhook webhook = enabled(request);
        Delivery delivery = delivery(request, webhook);
        if (!store.replay(webhook, delivery.id())) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "This delivery has not ended; it is attempted again by itself.");
        }
        return Answer.json(ACCEPTED, DeliveryBody.from(delivery(request, webhook)));
    }

    private Answer replayDead(Request request) {
        return Answer.json(ACCEPTED, new Replayed(store.replayDead(enabled(request))));
    }

    private Delivery delivery(Request request, Webhook webhook) {
        DeliveryId id = DeliveryId.parse(request.text("delivery"));
        return store.find(webhook, id)
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.NOT_FOUND, "There is no delivery " + id + " of this webhook."));
    }

    private Webhook enabled(Request request) {
        Webhook webhook = WebhookRoutes.named(webhooks, request);
        if (!webhook.enabled()) {
            throw new ProblemException(Problem.of(
                    ErrorCode.CONFLICT,
                    "This webhook is disabled: " + webhook.disabledBecause() + " Enable it first."));
        }
        return webhook;
    }
}
