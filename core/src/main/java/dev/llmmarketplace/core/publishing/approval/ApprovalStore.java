package dev.llmmarketplace.core.publishing.approval;

import dev.llmmarketplace.core.kernel.ApprovalId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.approval.Approval.State;
import dev.llmmarketplace.core.publishing.approval.Approval.Vote;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps questions to approvers. Each change writes its event ({@code publishing} topic) too. Blocking; thread-safe. */
public interface ApprovalStore {
    /** Stores it, or finds the one that there is about the version. */
    Approval open(Approval approval);

    Optional<Approval> find(ApprovalId id);

    Optional<Approval> find(VersionId version);

    /** Oldest first. */
    Page<Approval> list(@Nullable State state, Page.Request page);

    /**
     * Adds a vote, if any, and moves it on; in the same transaction the submission that waits for it becomes due.
     *
     * @return false, and nothing is changed, when it has been changed since {@code from} was read
     */
    boolean move(Approval from, State to, @Nullable Vote vote);

    /** How many questions of that type and requester people have approved since then. */
    int approved(UserId requester, Approval.Type type, Instant since);
}
