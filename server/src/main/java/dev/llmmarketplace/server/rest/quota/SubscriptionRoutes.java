package dev.llmmarketplace.server.rest.quota;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.quota.QuotaStore;
import dev.llmmarketplace.core.quota.Subscribe;
import dev.llmmarketplace.core.quota.Subscription;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.ServiceNames;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscriptions of an organisation. */
public final class SubscriptionRoutes {
    private final Subscribe subscribe;
    private final QuotaStore quota;
    private final ServiceNames names;
    private final InstantSource clock;

    public SubscriptionRoutes(Subscribe subscribe, QuotaStore quota, ServiceNames names, InstantSource clock) {
        this.subscribe = subscribe;
        this.quota = quota;
        this.names = names;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("subscribe", this::create);
        routes.on("listSubscriptions", this::list);
        routes.on("cancelSubscription", this::cancel);
    }

    record NewSubscription(
            String service, String plan, @Nullable String organisationId) {}

    private Answer create(Request request) {
        NewSubscription body = request.body(NewSubscription.class);
        OrganisationId consumer = request.organisation(Optional.ofNullable(body.organisationId()));
        Subscription made = subscribe.subscribe(consumer, names.resolve(request, body.service()), body.plan());
        return Answer.created(body(made));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(quota.subscriptions(request.organisation()), this::body));
    }

    private Answer cancel(Request request) {
        SubscriptionId id = SubscriptionId.parse(request.text("id"));
        Principal who = request.principal();
        Subscription subscription = quota.findSubscription(id)
                .filter(found ->
                        found.consumer().equals(who.organisation()) || who.permits(Permission.ANY_ORGANISATION))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no subscription " + id + "."));
        return Answer.ok(body(quota.cancel(subscription.id(), clock.instant())));
    }

    private SubscriptionBody body(Subscription subscription) {
        return SubscriptionBody.from(subscription, names.of(subscription.service()));
    }
}
