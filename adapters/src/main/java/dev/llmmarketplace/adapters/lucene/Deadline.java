package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Duration;
import org.apache.lucene.index.QueryTimeout;

/** When a search must have ended, however much there is to compare: what takes longer would starve the others. */
final class Deadline implements QueryTimeout {
    static final Deadline NONE = new Deadline(Duration.ofDays(1));

    private final Duration patience;
    private final long end;

    Deadline(Duration patience) {
        this.patience = patience;
        this.end = System.nanoTime() + patience.toNanos();
    }

    @Override
    public boolean shouldExit() {
        return System.nanoTime() - end >= 0;
    }

    /** @throws ProblemException {@code UNAVAILABLE} when it is over */
    void check() {
        if (shouldExit()) {
            throw exceeded();
        }
    }

    ProblemException exceeded() {
        return new ProblemException(
                ErrorCode.UNAVAILABLE,
                "The question was given up after " + patience.toMillis() + " ms. Ask in fewer words, or try again.");
    }
}
