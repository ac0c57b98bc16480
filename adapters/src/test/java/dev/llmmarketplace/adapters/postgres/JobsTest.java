package dev.llmmarketplace.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmmarketplace.adapters.dbscheduler.JobRunner;
import dev.llmmarketplace.core.kernel.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that become due while they are carried out, and at the moment in which that ends. */
final class JobsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JobTable TABLE = JobTable.SUBMISSIONS;
    private static final String JOB = "the-job";

    private final Installation installation = Engine.EMBEDDED.fresh();
    private final CountDownLatch going = new CountDownLatch(1);
    private final AtomicInteger turns = new AtomicInteger();

    @AfterEach
    void close() {
        installation.close();
    }

    private JobRunner run(Optional<Instant> next) {
        JobRunner.Table table =
                new JobRunner.Table(installation.database().pool(), TABLE.table(), TABLE.task(), "test", 4);
        return JobRunner.start(
                table,
                instance -> {
                    if (turns.incrementAndGet() == 1) {
                        awaitGoing();
                    }
                    return next;
                },
                Time.system());
    }

    private void awaitGoing() {
        try {
            going.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule() {
        installation.database().change(handle -> TABLE.schedule(handle, JOB, Instant.EPOCH));
    }

    private List<Instant> rows() {
        return installation
                .database()
                .read(handle -> handle.createQuery("SELECT execution_time FROM " + TABLE.table() + " WHERE NOT picked")
                        .mapTo(Instant.class)
                        .list());
    }

    private void awaitTurns(int count) {
        await(count + " turns").atMost(PATIENCE).until(() -> turns.get() == count);
    }

    @Test
    void whatIsWokenWhileItIsCarriedOutIsCarriedOutOnceMoreAndThenGone() {
        schedule();
        try (JobRunner runner = run(Optional.empty())) {
            assertThat(runner).isNotNull();
            awaitTurns(1);
            schedule();
            schedule();
            going.countDown();

            awaitTurns(2);
            await("it is gone").atMost(PATIENCE).until(() -> count() == 0);
        }
        assertThat(turns).hasValue(2);
    }

    @Test
    void whatIsWokenDoesNotWaitForTheTimeThatItsTurnHasNamed() {
        Instant later = Instant.parse("2999-01-01T00:00:00Z");
        schedule();
        try (JobRunner runner = run(Optional.of(later))) {
            assertThat(runner).isNotNull();
            awaitTurns(1);
            schedule();
            going.countDown();

            awaitTurns(2);
            await("it waits")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(rows()).containsExactly(later));
        }
    }

    /** Whoever dies at the end of a turn has either stored that it was woken or is found not to have ended it. */
    @Test
    void aTurnThatIsEndedByNobodyIsTakenUpByTheNext() {
        schedule();
        installation
                .database()
                .change(handle -> handle.execute(
                        "UPDATE " + TABLE.table() + " SET picked = true, picked_by = 'test', last_heartbeat = now()"));
        schedule();
        going.countDown();

        TABLE.release(installation.database(), "test");
        try (JobRunner runner = run(Optional.empty())) {
            assertThat(runner).isNotNull();
            await("it is gone").atMost(PATIENCE).until(() -> count() == 0);
        }
        assertThat(turns).hasPositiveValue();
    }

    private int count() {
        return installation
                .database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM " + TABLE.table())
                        .mapTo(Integer.class)
                        .one());
    }
}
