package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.SubmissionId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * The rows of {@code scheduled_tasks} that are written together with submissions, in one transaction; the rest is
 * db-scheduler's own.
 */
public final class SubmissionJobs {
    /** The name of the task; an instance is called as its submission. */
    public static final String TASK = "submission";

    private SubmissionJobs() {}

    /** Makes the job due; one that is being carried out looks by itself for what has changed when it ends. */
    static void schedule(Handle handle, SubmissionId submission, Instant at) {
        handle.createUpdate("""
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            VALUES (:task, :instance, :at, false, 1)
            ON CONFLICT (task_name, task_instance)
                DO UPDATE SET execution_time = :at, version = scheduled_tasks.version + 1
                WHERE NOT scheduled_tasks.picked
            """)
                .bind("task", TASK)
                .bind("instance", submission.toString())
                .bind("at", at)
                .execute();
    }

    /**
     * Gives back what a process of that name was doing when it died. Only right before it begins again, while nobody else
     * can have the name.
     */
    public static void release(Database database, String holder) {
        database.change(
                handle -> handle.createUpdate("""
                    UPDATE scheduled_tasks
                    SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
                    WHERE picked AND picked_by = :holder
                    """).bind("holder", holder).execute());
    }
}
