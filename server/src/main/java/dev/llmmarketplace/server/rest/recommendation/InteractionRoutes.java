package dev.llmmarketplace.server.rest.recommendation;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.recommendation.Interaction;
import dev.llmmarketplace.core.recommendation.InteractionStore;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.catalog.ServiceLookup;
import java.time.InstantSource;

/** What the asker does with listings, if he wants it to be recorded. */
public final class InteractionRoutes {
    private final InteractionStore interactions;
    private final ServiceLookup lookup;
    private final InstantSource clock;

    public InteractionRoutes(InteractionStore interactions, ServiceLookup lookup, InstantSource clock) {
        this.interactions = interactions;
        this.lookup = lookup;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("getPersonalisation", this::get);
        routes.on("storePersonalisation", this::store);
        routes.on("recordInteraction", this::record);
    }

    /** @param recordInteractions the user's consent */
    record PersonalisationBody(boolean recordInteractions) {}

    record InteractionBody(String kind) {}

    record RecordedBody(boolean recorded) {}

    private Answer get(Request request) {
        Principal user = request.principal();
        return Answer.ok(new PersonalisationBody(interactions.consented(user.organisation(), user.user())));
    }

    private Answer store(Request request) {
        PersonalisationBody body = request.body(PersonalisationBody.class);
        Principal user = request.principal();
        interactions.consent(user.organisation(), user.user(), body.recordInteractions(), clock.instant());
        return Answer.ok(body);
    }

    private Answer record(Request request) {
        Principal user = request.principal();
        Interaction interaction = new Interaction(
                user.user(),
                user.organisation(),
                lookup.current(request).service(),
                WireName.parse(
                        Interaction.Kind.class,
                        request.body(InteractionBody.class).kind(),
                        "/kind"),
                clock.instant());
        return Answer.ok(new RecordedBody(interactions.record(interaction)));
    }
}
