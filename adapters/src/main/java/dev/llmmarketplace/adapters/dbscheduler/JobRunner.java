package dev.llmmarketplace.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Runs the jobs of one table: several at a time, each until there is nothing to be done. What waits is looked at again when
 * its time has come, in whichever process is there then.
 */
public final class JobRunner implements AutoCloseable {
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int MISSED_HEARTBEATS = 6;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Job job;
    private final Turns turns;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Scheduler scheduler;

    private JobRunner(Table table, Job job, InstantSource clock) {
        this.job = job;
        this.turns = new Turns(table.database(), table.name());
        this.clock = clock;
        this.threads = Executors.newFixedThreadPool(
                table.atATime(), Thread.ofVirtual().name(table.task() + "-", 0).factory());
        CustomTask<Void> known = Tasks.custom(table.task(), Void.class)
                .onFailure((failed, operations) -> operations.reschedule(failed, now().plus(AFTER_FAILURE)))
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, now()))
                .execute((instance, context) -> run(instance));
        this.scheduler = Scheduler.create(table.database(), known)
                .tableName(table.name())
                .schedulerName(new SchedulerName.Fixed(table.holder()))
                .clock(clock::instant)
                .executorService(threads)
                .threads(table.atATime())
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
    }

    /** What is done about one thing. What makes a thing due while this is done has it done once more. */
    @FunctionalInterface
    public interface Job {
        /**
         * Does what is due. An exception has it tried again soon.
         *
         * @param instance which thing
         * @return when to look at it again; empty when that is not needed
         */
        Optional<Instant> run(String instance);
    }

    /**
     * Where the jobs are.
     *
     * @param task what they are called in the table
     * @param holder the name of this process there, which no other has while it runs
     */
    public record Table(DataSource database, String name, String task, String holder, int atATime) {}

    public static JobRunner start(Table table, Job job, InstantSource clock) {
        JobRunner runner = new JobRunner(table, job, clock);
        runner.scheduler.start();
        return runner;
    }

    /** Looks for due jobs at once. */
    public void nudge() {
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> run(TaskInstance<Void> instance) {
        Optional<Instant> next = job.run(instance.getId());
        return (done, operations) -> {
            if (turns.end(done.getExecution(), next, now())) {
                nudge();
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
