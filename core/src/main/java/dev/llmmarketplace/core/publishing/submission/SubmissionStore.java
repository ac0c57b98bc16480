package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps submissions, and with them the jobs that drive them. Blocking; thread-safe. */
public interface SubmissionStore {
    /** Stores a submission and its job, both or neither; or finds what was stored under the same key. */
    Acceptance accept(Handed handed);

    Optional<Submission> find(SubmissionId id);

    /** The submission that made, or is to make, this version. */
    Optional<Submission> find(VersionId version);

    /** In the order of the phases; those that no attempt has ended in are left out. */
    List<PhaseRecord> phases(SubmissionId id);

    /** Newest first. */
    Page<Submission> list(Filter filter, Page.Request page);

    /** What was handed in with it; empty once it has ended for good. */
    Map<String, Secret> credentials(SubmissionId id);

    /**
     * Stores a step; one that has ended and begins again gets its job in the same transaction.
     *
     * @return false, and nothing is changed, when another has moved it since {@code move.from} was read
     */
    boolean apply(Move move);

    /** Has its job run soon, where there is one. */
    void wake(SubmissionId id);

    /** Removes those that ended before; returns how many. */
    int purge(Instant endedBefore);

    /**
     * @param idempotencyKey 1..255 visible ASCII characters, of the submitter's own; null when none was given
     * @param bodyHash of what was sent under that key, hexadecimal
     */
    record Handed(
            ServiceManifest manifest,
            Map<String, Secret> credentials,
            Submission.By by,
            boolean strict,
            @Nullable String idempotencyKey,
            String bodyHash) {
        public Handed {
            credentials = Map.copyOf(credentials);
        }
    }

    /** What became of handing it in. */
    sealed interface Acceptance {
        /** @param known true when it had been handed in before under the same key */
        record Accepted(SubmissionId id, boolean known) implements Acceptance {}

        /** The key was used for something else. */
        record OtherBody() implements Acceptance {}
    }

    /**
     * One step, stored whole.
     *
     * @param record of the phase; its log is added to what is there
     * @param event type of what the world is told in the same transaction, on the topic {@code publishing}; null for none
     */
    record Move(
            Submission from,
            SubmissionState to,
            PhaseRecord record,
            @Nullable String event) {}

    /** Null components do not restrict. */
    record Filter(
            @Nullable OrganisationId organisation, @Nullable String state) {}
}
