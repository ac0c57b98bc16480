package dev.llmmarketplace.adapters.postgres;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The rows of tables of jobs that are written together with what they drive, in one transaction; the rest is db-scheduler's
 * own.
 *
 * @param table its name
 * @param task the name of the task in it; an instance is called by the identifier of what it drives
 */
public record JobTable(String table, String task) {
    public static final JobTable SUBMISSIONS = new JobTable("scheduled_tasks", "submission");
    public static final JobTable WEBHOOKS = new JobTable("webhook_job", "delivery");

    /** Makes the job due; one that is being carried out is marked, and carried out again when its turn has ended. */
    void schedule(Handle handle, Object instance, Instant at) {
        scheduleAll(handle, List.of(instance.toString()), at);
    }

    /** As {@link #schedule}, several. */
    void scheduleAll(Handle handle, List<String> instances, Instant at) {
        handle.createUpdate("""
            INSERT INTO %1$s (task_name, task_instance, execution_time, picked, version)
            SELECT :task, instance, :at, false, 1 FROM unnest(:instances) AS instance
            ON CONFLICT (task_name, task_instance)
                DO UPDATE SET
                    execution_time = CASE WHEN %1$s.picked THEN %1$s.execution_time ELSE :at END,
                    version = %1$s.version + CASE WHEN %1$s.picked THEN 0 ELSE 1 END,
                    woken = %1$s.picked
            """.formatted(table))
                .bind("task", task)
                .bindArray("instances", String.class, instances)
                .bind("at", at)
                .execute();
    }

    /**
     * Gives back what a process of that name was doing when it died. Only right before it begins again, while nobody else
     * can have the name.
     */
    public void release(Database database, String holder) {
        database.change(handle ->
                handle.createUpdate("""
            UPDATE %s SET picked = false, picked_by = NULL, last_heartbeat = NULL, version = version + 1
            WHERE picked AND picked_by = :holder
            """.formatted(table)).bind("holder", holder).execute());
    }
}
