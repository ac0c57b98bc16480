package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.PublishingRules;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord.Note;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Dead;
import dev.llmmarketplace.core.publishing.submission.SubmissionState.Running;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Acceptance;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Handed;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore.Move;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands manifests in, and follows what becomes of them. Blocking; thread-safe. */
public final class Submit {
    private final SubmissionStore store;
    private final PublishingRules rules;
    private final SubmissionSignals signals;
    private final Runnable nudge;
    private final InstantSource clock;

    /** @param nudge has whoever drives submissions look for new ones at once */
    public Submit(
            SubmissionStore store,
            PublishingRules rules,
            SubmissionSignals signals,
            Runnable nudge,
            InstantSource clock) {
        this.store = store;
        this.rules = rules;
        this.signals = signals;
        this.nudge = nudge;
        this.clock = clock;
    }

    /**
     * What somebody wants to publish.
     *
     * @param credentials what calls are authenticated with, by name; those that are stored and not given are kept
     * @param strict warnings hinder too
     * @param idempotencyKey of the submitter's own: the same key means the same submission; null for none
     * @param bodyHash of what was sent under that key
     */
    public record Wanted(
            ServiceManifest manifest,
            Map<String, Secret> credentials,
            boolean strict,
            @Nullable String idempotencyKey,
            String bodyHash) {
        public Wanted {
            credentials = Map.copyOf(credentials);
        }
    }

    /** @throws ProblemException {@code CONFLICT} when the key was used for another manifest */
    public SubmissionId submit(Principal publisher, Wanted wanted) {
        Acceptance acceptance = store.accept(new Handed(
                wanted.manifest(),
                wanted.credentials(),
                by(publisher, wanted.manifest()),
                wanted.strict(),
                wanted.idempotencyKey(),
                wanted.bodyHash()));
        return switch (acceptance) {
            case Acceptance.Accepted(var id, var _) -> {
                nudge.run();
                yield id;
            }
            case Acceptance.OtherBody() ->
                throw new ProblemException(
                        ErrorCode.CONFLICT, "This Idempotency-Key was used for another manifest; choose a new one.");
        };
    }

    private Submission.By by(Principal publisher, ServiceManifest manifest) {
        OrganisationId organisation = rules.mayPublish(publisher, manifest)
                ? rules.provider(manifest).orElse(publisher.organisation())
                : publisher.organisation();
        Optional<Action> action = Action.present();
        return new Submission.By(
                publisher.user(),
                organisation,
                action.map(Action::request).orElse(""),
                action.map(Action::address).orElse(""));
    }

    /** The submission as it is when it is settled, or after {@code longest}. */
    public Submission await(SubmissionId id, Duration longest) {
        long start = System.nanoTime();
        while (true) {
            long seen = signals.count();
            Submission present = store.find(id).orElseThrow();
            Duration left = longest.minusNanos(System.nanoTime() - start);
            if (present.settled() || !left.isPositive()) {
                return present;
            }
            try {
                signals.await(seen, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return present;
            }
        }
    }

    /** Tells whoever drives it that a decision was made about a version, if a submission waits for one. */
    public void decided(VersionId version) {
        store.find(version).map(Submission::id).ifPresent(id -> {
            store.wake(id);
            nudge.run();
        });
    }

    /**
     * Begins again from the first phase.
     *
     * @throws ProblemException {@code CONFLICT} unless it was given up
     */
    public Submission retry(Submission submission) {
        if (!(submission.state() instanceof Dead dead)) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "Only what was given up can be retried; hand a mended manifest in anew.");
        }
        Instant now = clock.instant();
        PhaseRecord record = new PhaseRecord(
                dead.phase(), PhaseRecord.State.RETRYING, 0, now, now, List.of(new Note(now, "Retried by hand.")));
        store.apply(new Move(submission, new Running(Phase.AUTHORISE, 0, now), record, null));
        nudge.run();
        return store.find(submission.id()).orElseThrow();
    }
}
