package dev.llmmarketplace.server.rest.transfer;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.TransferId;
import dev.llmmarketplace.core.publishing.transfer.Transfer;
import dev.llmmarketplace.core.publishing.transfer.Transfers;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.catalog.ServiceLookup;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Offering services to other providers, and answering such offers. */
public final class TransferRoutes {
    private final Transfers transfers;
    private final ServiceLookup lookup;
    private final AccessStore access;

    public TransferRoutes(Transfers transfers, ServiceLookup lookup, AccessStore access) {
        this.transfers = transfers;
        this.lookup = lookup;
        this.access = access;
    }

    public void register(Routes routes) {
        routes.on("offerTransfer", this::offer);
        routes.on("listTransfers", this::list);
        routes.on("acceptTransfer", request -> decide(request, transfers::accept));
        routes.on("declineTransfer", request -> decide(request, transfers::decline));
        routes.on("withdrawTransfer", request -> decide(request, transfers::withdraw));
    }

    record OfferBody(String to, @Nullable String reason) {}

    /** @param from as all organisations here, by its slug */
    record TransferBody(
            UUID id,
            UUID serviceId,
            String service,
            String from,
            String to,
            String state,
            @Nullable String reason,
            Instant offeredAt,
            Instant expiresAt,
            @Nullable Instant decidedAt) {}

    private Answer offer(Request request) {
        OfferBody offer = request.body(OfferBody.class);
        return Answer.created(
                body(transfers.offer(request.principal(), lookup.own(request), offer.to(), offer.reason())));
    }

    private Answer list(Request request) {
        return Answer.ok(PageBody.whole(transfers.list(request.principal()), this::body));
    }

    private Answer decide(Request request, BiFunction<Principal, TransferId, Transfer> decision) {
        return Answer.ok(body(decision.apply(request.principal(), TransferId.parse(request.text("id")))));
    }

    private TransferBody body(Transfer transfer) {
        return new TransferBody(
                transfer.id().value(),
                transfer.service().value(),
                transfer.name().toString(),
                slug(transfer.from()),
                slug(transfer.to()),
                transfer.state().wireName(),
                transfer.reason(),
                transfer.offeredAt(),
                transfer.expiresAt(),
                transfer.decidedAt());
    }

    private String slug(OrganisationId organisation) {
        return access.findOrganisation(organisation).map(Organisation::slug).orElse("");
    }
}
