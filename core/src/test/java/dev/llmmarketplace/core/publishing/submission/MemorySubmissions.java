package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.VersionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One submission, and every move it has made. */
final class MemorySubmissions implements SubmissionStore {
    private final List<Move> moves = new ArrayList<>();
    private Submission present;
    private int dieAfter = Integer.MAX_VALUE;

    MemorySubmissions(Submission first) {
        this.present = first;
    }

    /** The process ends instead of storing the move after that many. */
    void dieAfter(int count) {
        dieAfter = count;
    }

    /** What the end of a process is played by. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    List<Move> moves() {
        return moves;
    }

    Submission present() {
        return present;
    }

    @Override
    public boolean apply(Move move) {
        if (moves.size() >= dieAfter) {
            dieAfter = Integer.MAX_VALUE;
            throw new Death();
        }
        if (move.from().revision() != present.revision()) {
            return false;
        }
        moves.add(move);
        present = new Submission(
                present.id(),
                present.version(),
                present.manifest(),
                present.by(),
                present.strict(),
                move.to(),
                present.revision() + 1,
                present.createdAt(),
                move.record().endedAt());
        return true;
    }

    @Override
    public Optional<Submission> find(SubmissionId id) {
        return Optional.of(present);
    }

    @Override
    public Optional<Submission> find(VersionId version) {
        return Optional.of(present);
    }

    @Override
    public Acceptance accept(Handed handed) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<PhaseRecord> phases(SubmissionId id) {
        return moves.stream().map(Move::record).toList();
    }

    @Override
    public Page<Submission> list(Filter filter, Page.Request page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Secret> credentials(SubmissionId id) {
        return Map.of();
    }

    @Override
    public void wake(SubmissionId id) {}

    @Override
    public int purge(Instant endedBefore) {
        return 0;
    }
}
