package dev.llmmarketplace.server.rest.webhook;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WebhookId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.webhook.Selection;
import dev.llmmarketplace.core.webhook.Selection.Scope;
import dev.llmmarketplace.core.webhook.Webhook;
import dev.llmmarketplace.core.webhook.Webhooks;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Webhooks of an organisation: its own, or the one that the parameter {@code organisation} names. */
public final class WebhookRoutes {
    private static final int DAY = 24;

    private final Webhooks webhooks;

    public WebhookRoutes(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    public void register(Routes routes) {
        routes.on("createWebhook", this::create);
        routes.on("listWebhooks", this::list);
        routes.on("readWebhook", request -> Answer.ok(WebhookBody.from(named(webhooks, request))));
        routes.on("changeWebhook", this::change);
        routes.on("rotateWebhookSecret", this::rotate);
        routes.on("deleteWebhook", this::delete);
    }

    record NewWebhook(
            String url,
            List<String> events,
            @Nullable String scope,
            @Nullable String description) {
        Webhooks.Wanted toWanted() {
            Scope wanted = scope == null ? Scope.VISIBLE : WireName.parse(Scope.class, scope, "/scope");
            return new Webhooks.Wanted(
                    url, Objects.requireNonNullElse(description, ""), new Selection(new TreeSet<>(events), wanted));
        }
    }

    record WebhookChange(
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String scope,
            @Nullable String description,
            @Nullable Boolean enabled) {
        Webhooks.Wanted onto(Webhook present) {
            Selection selection = present.selection();
            return new Webhooks.Wanted(
                    url == null ? present.url().toString() : url,
                    description == null ? present.description() : description,
                    new Selection(
                            events == null ? selection.events() : new TreeSet<>(events),
                            scope == null ? selection.scope() : WireName.parse(Scope.class, scope, "/scope")));
        }
    }

    record Rotation(@Nullable Integer overlapHours) {}

    private Answer create(Request request) {
        Webhooks.Wanted wanted = request.body(NewWebhook.class).toWanted();
        requireMay(request, wanted.selection());
        OrganisationId organisation = request.organisation();
        return Answer.created(WebhookBody.created(webhooks.create(organisation, wanted)));
    }

    private Answer list(Request request) {
        List<Webhook> shown = webhooks.list(request.organisation()).stream()
                .filter(webhook -> may(request, webhook.selection()))
                .toList();
        return Answer.ok(PageBody.whole(shown, WebhookBody::from));
    }

    private Answer change(Request request) {
        WebhookChange body = request.body(WebhookChange.class);
        Webhook present = named(webhooks, request);
        Webhooks.Wanted wanted = body.onto(present);
        requireMay(request, wanted.selection());
        Webhook changed = webhooks.change(present, wanted);
        if (body.enabled() != null) {
            changed = body.enabled() ? webhooks.enable(changed) : webhooks.disable(changed);
        }
        return Answer.ok(WebhookBody.from(changed));
    }

    private Answer rotate(Request request) {
        int hours =
                request.bodyIfAny(Rotation.class).map(Rotation::overlapHours).orElse(DAY);
        return Answer.ok(WebhookBody.created(webhooks.rotate(named(webhooks, request), Duration.ofHours(hours))));
    }

    private Answer delete(Request request) {
        Webhook webhook = named(webhooks, request);
        webhooks.delete(webhook.organisation(), webhook.id());
        return Answer.noContent();
    }

    /** The one that the path names. One that hears everything is not for everybody in its organisation. */
    static Webhook named(Webhooks webhooks, Request request) {
        Webhook webhook = webhooks.find(request.organisation(), WebhookId.parse(request.text("id")));
        requireMay(request, webhook.selection());
        return webhook;
    }

    private static boolean may(Request request, Selection selection) {
        return selection.scope() != Scope.EVERYTHING || request.callerPermits(Permission.ANY_ORGANISATION);
    }

    private static void requireMay(Request request, Selection selection) {
        if (!may(request, selection)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN,
                    "Only who acts for all organisations may hear of everything. Choose the scope 'visible' or 'own'.");
        }
    }
}
