package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ApprovalId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.approval.Approval.Answer;
import dev.llmmarketplace.core.publishing.approval.Approval.Requester;
import dev.llmmarketplace.core.publishing.approval.Approval.State;
import dev.llmmarketplace.core.publishing.approval.Approval.Vote;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks approvers and takes their answers. Blocking; thread-safe: of several who answer at once, one does. */
public final class Approvals {
    private static final Duration TRUST_LASTS = Duration.ofDays(30);

    private final ApprovalStore store;
    private final CatalogStore catalog;
    private final Voters voters;
    private final Rules rules;
    private final InstantSource clock;

    public Approvals(
            ApprovalStore store, CatalogStore catalog, Delegations delegations, Rules rules, InstantSource clock) {
        this.store = store;
        this.catalog = catalog;
        this.voters = new Voters(delegations);
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Who is asked, and how long.
     *
     * @param levels of usual services, the first first
     * @param restrictedLevels of those whose compliance level is restricted
     * @param trustAfter how many approvals within thirty days make a requester trusted; 0 for nobody
     */
    public record Rules(List<Role> levels, List<Role> restrictedLevels, Duration patience, int trustAfter) {
        public Rules {
            levels = List.copyOf(levels);
            restrictedLevels = List.copyOf(restrictedLevels);
        }
    }

    /** The question about a version, asked now when it was not before. Who is trusted is answered at once. */
    public Approval ask(VersionId version, ServiceManifest manifest, Requester requester) {
        return store.find(version).orElseGet(() -> open(version, manifest, requester));
    }

    private Approval open(VersionId version, ServiceManifest manifest, Requester requester) {
        Instant now = clock.instant();
        boolean restricted = manifest.compliance().level() == ComplianceLevel.RESTRICTED;
        Approval.Type type = type(manifest, version);
        boolean trusted = !restricted && manifest.pricing() != null && trusted(requester, type, now);
        return store.open(new Approval(
                ApprovalId.next(),
                type,
                version,
                requester,
                trusted ? List.of() : restricted ? rules.restrictedLevels() : rules.levels(),
                trusted ? State.APPROVED : State.PENDING,
                List.of(),
                now,
                now.plus(rules.patience()),
                0));
    }

    private Approval.Type type(ServiceManifest manifest, VersionId version) {
        boolean others = catalog.findCurrent(manifest.name()).stream()
                .flatMap(current -> catalog.versions(current.service()).stream())
                .anyMatch(each -> !each.id().equals(version) && each.publishedAt() != null);
        return others ? Approval.Type.SERVICE_UPDATE : Approval.Type.SERVICE_PUBLISH;
    }

    private boolean trusted(Requester requester, Approval.Type type, Instant now) {
        return rules.trustAfter() > 0
                && store.approved(requester.user(), type, now.minus(TRUST_LASTS)) >= rules.trustAfter();
    }

    /** Closes a question that nobody has answered in time. */
    public void expire(Approval approval) {
        store.move(approval, State.EXPIRED, null);
    }

    /**
     * Takes an approver's answer; a version that everybody has approved is active when this returns.
     *
     * @param seen the revision that the approver has seen; empty for whichever there is
     * @throws ProblemException {@code FORBIDDEN} without the role whose turn it is, one's own or that of somebody in whose
     *     place one answers; to the requester, and to who has answered before; {@code CONFLICT} when it is closed or has changed since it was seen; {@code VALIDATION_FAILED} when what is
     *     approved has no price, or an answer other than approval no reason
     */
    public Approval answer(
            Principal who, Approval approval, Answer answer, @Nullable String reason, OptionalLong seen) {
        who.require(Permission.SERVICE_APPROVE);
        requireOpen(approval, seen);
        UserId inPlaceOf = voters.standsFor(who, approval);
        if (answer == Answer.APPROVE) {
            requirePriced(approval.version());
        } else if (answer == Answer.REQUEST_CHANGES && (reason == null || reason.isBlank())) {
            throw new ProblemException(Problem.invalid(
                    "/reason", "given when changes are wanted", "there is none", "Say what is to be changed."));
        }
        Vote vote = new Vote(approval.votes().size() + 1, who.user(), answer, reason, clock.instant(), inPlaceOf);
        State next = approval.after(answer);
        if (!store.move(approval, next, vote)) {
            throw changed(store.find(approval.id()).orElse(approval));
        }
        carryOut(approval.version(), next, reason);
        return store.find(approval.id()).orElseThrow();
    }

    /** Whoever dies before this is made up for by the pipeline, which carries out what was answered. */
    public void carryOut(VersionId version, State state, @Nullable String reason) {
        Optional<ServiceStatus> status = catalog.findVersion(version).map(ServiceVersion::status);
        if (status.filter(ServiceStatus.PENDING_APPROVAL::equals).isEmpty()) {
            return;
        }
        switch (state) {
            case APPROVED -> catalog.transition(version, ServiceStatus.ACTIVE, reason);
            case REJECTED -> catalog.transition(version, ServiceStatus.REJECTED, reason);
            case PENDING, CHANGES_REQUESTED, CANCELLED, EXPIRED -> {}
        }
    }

    /** @throws ProblemException {@code FORBIDDEN} to others than the requester; {@code CONFLICT} when it is closed */
    public Approval cancel(Principal who, Approval approval) {
        if (!who.user().equals(approval.requester().user())) {
            throw new ProblemException(ErrorCode.FORBIDDEN, "Only who has asked can take the question back.");
        }
        if (approval.state() != State.PENDING || !store.move(approval, State.CANCELLED, null)) {
            throw changed(store.find(approval.id()).orElse(approval));
        }
        return store.find(approval.id()).orElseThrow();
    }

    private static void requireOpen(Approval approval, OptionalLong seen) {
        if (approval.state() != State.PENDING || seen.isPresent() && seen.getAsLong() != approval.revision()) {
            throw changed(approval);
        }
    }

    private void requirePriced(VersionId version) {
        if (catalog.findVersion(version).map(ServiceVersion::priceVersion).isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    "pricing",
                    "given before a version becomes active",
                    "there is none",
                    "Publish a new version with a price book."));
        }
    }

    private static ProblemException changed(Approval now) {
        String last = now.votes().isEmpty()
                ? ""
                : " The last answer, " + now.votes().getLast().answer().wireName() + ", came at "
                        + now.votes().getLast().at() + ".";
        return new ProblemException(
                ErrorCode.CONFLICT,
                "It is " + now.state().wireName() + " in revision " + now.revision() + "." + last
                        + " Read it again before you decide.");
    }
}
