package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import java.util.List;

/**
 * What has become of one phase of a submission.
 *
 * @param attempts that have come to an end; one that died with its process is not among them
 * @param startedAt of the first attempt
 * @param endedAt of the last attempt
 * @param log what its provider can act on, oldest first
 */
public record PhaseRecord(Phase phase, State state, int attempts, Instant startedAt, Instant endedAt, List<Note> log) {
    public PhaseRecord {
        log = List.copyOf(log);
    }

    /** How the last attempt ended. */
    public enum State implements WireName {
        DONE("done"),
        /** There is nothing to do here in this installation or for this manifest. */
        PASSED_OVER("passed_over"),
        WAITING("waiting"),
        /** It failed and is tried again. */
        RETRYING("retrying"),
        FAILED("failed");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /** One line of the log. */
    public record Note(Instant at, String text) {}
}
