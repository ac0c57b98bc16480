package dev.llmmarketplace.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.publishing.submission.Next;
import dev.llmmarketplace.core.publishing.submission.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Runs the jobs of submissions: several at a time, each until its submission has ended or has to wait. What waits is looked
 * at again when its time has come, in whichever process is there then.
 */
public final class SubmissionRunner implements AutoCloseable {
    private static final int AT_A_TIME = 16;
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String task;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofVirtual().name("submission-", 0).factory());
    private final Scheduler scheduler;

    private SubmissionRunner(Table table, Pipeline pipeline, InstantSource clock) {
        this.task = table.task();
        this.pipeline = pipeline;
        this.clock = clock;
        CustomTask<Void> known = Tasks.custom(task, Void.class)
                .onFailure((failed, operations) -> operations.reschedule(failed, now().plus(AFTER_FAILURE)))
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, now()))
                .execute((instance, context) -> advance(instance));
        this.scheduler = Scheduler.create(table.database(), known)
                .schedulerName(new SchedulerName.Fixed(table.holder()))
                .clock(clock::instant)
                .executorService(threads)
                .threads(AT_A_TIME)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
    }

    /**
     * Where the jobs are.
     *
     * @param task what they are called in {@code scheduled_tasks}
     * @param holder the name of this process there, which no other has while it runs
     */
    public record Table(DataSource database, String task, String holder) {}

    public static SubmissionRunner start(Table table, Pipeline pipeline, InstantSource clock) {
        SubmissionRunner runner = new SubmissionRunner(table, pipeline, clock);
        runner.scheduler.start();
        return runner;
    }

    /** Looks for due jobs at once. */
    public void nudge() {
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> advance(TaskInstance<Void> instance) {
        SubmissionId id = SubmissionId.parse(instance.getId());
        Next next = pipeline.advance(id);
        return (done, operations) -> {
            switch (next) {
                case Next.Never() -> operations.remove();
                case Next.At(var time) -> operations.reschedule(done, time);
            }
            // Who decided or retried in the meantime has found the job taken.
            if (pipeline.due(id)) {
                TaskInstance<Void> again = new TaskInstance<>(task, instance.getId());
                if (!scheduler.scheduleIfNotExists(again, now())) {
                    scheduler.reschedule(again, now());
                }
            }
        };
    }

    private Instant now() {
        return clock.instant();
    }

    @Override
    public void close() {
        scheduler.stop();
        threads.close();
    }
}
