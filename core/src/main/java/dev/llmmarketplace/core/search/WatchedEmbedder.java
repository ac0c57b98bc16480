package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers how the model behind it did when it was asked last. Blocking; thread-safe. */
public final class WatchedEmbedder implements Embedder {
    private final Embedder model;
    private final InstantSource clock;
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable Failure last;

    public WatchedEmbedder(Embedder model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
    }

    /**
     * That it could not be asked.
     *
     * @param since of the first failure after which it has not answered
     * @param reason one sentence
     */
    public record Failure(Instant since, String reason) {}

    /** Empty when it answered the last time, or has not been asked. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(last);
    }

    /** How often it could not be asked. */
    public long failures() {
        return failures.sum();
    }

    /**
     * Asks for one vector; false when the model cannot be asked, which is no reason not to start.
     *
     * @throws ProblemException {@code CONFLICT} when its vectors are of another dimension than is said
     */
    public boolean answers() {
        try {
            return embed(List.of("dimension")).size() == 1;
        } catch (ProblemException e) {
            if (e.problem().code() == ErrorCode.CONFLICT) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public String model() {
        return model.model();
    }

    @Override
    public int dimension() {
        return model.dimension();
    }

    @Override
    public double relatedFrom() {
        return model.relatedFrom();
    }

    @Override
    public List<Embedding> embed(List<String> texts) {
        return texts.isEmpty() ? List.of() : watching(() -> model.embed(texts));
    }

    @Override
    public List<Optional<Embedding>> embedEach(List<String> texts) {
        return texts.isEmpty() ? List.of() : watching(() -> model.embedEach(texts));
    }

    /** A model that refuses a text has been asked. */
    private <T> T watching(Supplier<T> asking) {
        try {
            T embeddings = asking.get();
            last = null;
            return embeddings;
        } catch (ProblemException e) {
            if (e.problem().code() == ErrorCode.UNAVAILABLE) {
                failures.increment();
                Failure before = last;
                last = new Failure(
                        before == null ? clock.instant() : before.since(),
                        e.problem().detail());
            }
            throw e;
        }
    }
}
