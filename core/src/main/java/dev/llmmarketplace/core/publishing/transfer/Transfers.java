package dev.llmmarketplace.core.publishing.transfer;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.TransferId;
import dev.llmmarketplace.core.publishing.transfer.Transfer.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hands services over. It takes both: who offers and who accepts are people of the two providers, and nobody acts for
 * either of them. Blocking; thread-safe.
 */
public final class Transfers {
    private static final Duration PATIENCE = Duration.ofDays(14);

    private final TransferStore store;
    private final AccessStore access;
    private final InstantSource clock;

    public Transfers(TransferStore store, AccessStore access, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param to slug of another provider
     * @throws ProblemException {@code FORBIDDEN} to others than the provider's people; {@code VALIDATION_FAILED} when the
     *     other one is not there or no provider; {@code CONFLICT} when it is offered already, or not to be seen by everybody
     */
    public Transfer offer(Principal who, ServiceVersion service, String to, @Nullable String reason) {
        requirePublisher(who, service.provider());
        if (!service.manifest().audience().everybody() || service.imported()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Only what its provider has published for everybody can be handed over.");
        }
        Instant now = clock.instant();
        Transfer transfer = new Transfer(
                TransferId.next(),
                service.service(),
                service.manifest().name(),
                service.provider(),
                receiver(to, service.provider()),
                State.PENDING,
                reason,
                who.user(),
                now,
                now.plus(PATIENCE),
                null,
                null);
        if (!store.offer(transfer)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "It is offered already. Withdraw that offer before you make another one.");
        }
        return transfer;
    }

    private OrganisationId receiver(String slug, OrganisationId from) {
        return access.findOrganisation(slug)
                .filter(organisation ->
                        organisation.provider() && !organisation.id().equals(from))
                .map(Organisation::id)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "/to",
                        "the slug of another organisation that publishes",
                        "was '" + slug + "'",
                        "Correct the name, or have that organisation made a provider.")));
    }

    /** Those that concern who asks. */
    public List<Transfer> list(Principal who) {
        return store.list(who.permits(Permission.ANY_ORGANISATION) ? null : who.organisation());
    }

    /** @throws ProblemException {@code NOT_FOUND}, also to others; {@code CONFLICT} when it is closed or has expired */
    public Transfer accept(Principal who, TransferId id) {
        Transfer transfer = find(who, id);
        requirePublisher(who, transfer.to());
        return close(who, transfer, State.ACCEPTED);
    }

    /** As {@link #accept}: says no. */
    public Transfer decline(Principal who, TransferId id) {
        Transfer transfer = find(who, id);
        requirePublisher(who, transfer.to());
        return close(who, transfer, State.DECLINED);
    }

    /** Takes an offer back. */
    public Transfer withdraw(Principal who, TransferId id) {
        Transfer transfer = find(who, id);
        requirePublisher(who, transfer.from());
        return close(who, transfer, State.WITHDRAWN);
    }

    private Transfer find(Principal who, TransferId id) {
        return store.find(id)
                .filter(transfer -> who.organisation().equals(transfer.from())
                        || who.organisation().equals(transfer.to())
                        || who.permits(Permission.ANY_ORGANISATION))
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, "There is no such transfer."));
    }

    private Transfer close(Principal who, Transfer transfer, State state) {
        Instant now = clock.instant();
        if (!transfer.open(now) || !store.close(transfer, state, who.user(), now)) {
            State present = store.find(transfer.id()).map(Transfer::state).orElse(transfer.state());
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    present == State.PENDING
                            ? "The offer has expired, or the service is not the offering provider's any more, or has a"
                                    + " version that waits for approval or is not for everybody."
                            : "It was " + present.wireName() + " before.");
        }
        return store.find(transfer.id()).orElseThrow();
    }

    private static void requirePublisher(Principal who, OrganisationId organisation) {
        who.require(Permission.SERVICE_PUBLISH);
        if (!who.organisation().equals(organisation)) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Only people of that provider can do this.");
        }
    }
}
