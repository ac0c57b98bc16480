package dev.llmmarketplace.server.rest.access;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Accounts;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Organisations, for administrators; one's own for everyone in it. */
public final class OrganisationRoutes {
    private final AccessStore access;
    private final Accounts accounts;

    public OrganisationRoutes(AccessStore access, Accounts accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    public void register(Routes routes) {
        routes.on("createOrganisation", this::create);
        routes.on("listOrganisations", this::list);
        routes.on("getOrganisation", this::get);
        routes.on("updateOrganisation", this::update);
    }

    record NewOrganisation(
            String slug,
            String name,
            @Nullable Boolean provider,
            @Nullable Boolean consumer) {}

    record Change(
            @Nullable Boolean provider,
            @Nullable Boolean consumer,
            @Nullable Boolean suspended) {}

    private Answer create(Request request) {
        NewOrganisation body = request.body(NewOrganisation.class);
        return Answer.created(OrganisationBody.from(accounts.createOrganisation(
                body.slug(),
                body.name(),
                Objects.requireNonNullElse(body.provider(), false),
                Objects.requireNonNullElse(body.consumer(), true))));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.from(access.organisations(request.page()), OrganisationBody::from));
    }

    private Answer get(Request request) {
        return Answer.ok(OrganisationBody.from(find(request)));
    }

    private Answer update(Request request) {
        Organisation present = find(request);
        Change change = request.body(Change.class);
        return Answer.ok(OrganisationBody.from(access.updateOrganisation(
                present.id(),
                Objects.requireNonNullElse(change.provider(), present.provider()),
                Objects.requireNonNullElse(change.consumer(), present.consumer()),
                Objects.requireNonNullElse(change.suspended(), present.suspended()))));
    }

    private Organisation find(Request request) {
        OrganisationId id = request.organisation(Optional.of(request.text("id")));
        return access.findOrganisation(id)
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no organisation " + id + "."));
    }
}
