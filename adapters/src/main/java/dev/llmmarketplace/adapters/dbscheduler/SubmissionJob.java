package dev.llmmarketplace.adapters.dbscheduler;

import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.submission.Next;
import dev.llmmarketplace.core.publishing.submission.Pipeline;
import java.time.Instant;
import java.util.Optional;

/** Drives submissions: each until it has ended or has to wait. */
public final class SubmissionJob implements JobRunner.Job {
    private final Pipeline pipeline;

    public SubmissionJob(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Optional<Instant> run(String instance) {
        return switch (pipeline.advance(SubmissionId.parse(instance))) {
            case Next.Never() -> Optional.empty();
            case Next.At(var time) -> Optional.of(time);
        };
    }
}
