package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.server.cli.bench.Machine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Asks at a fixed rate, whether or not the answers keep up (open loop): a time counts from when the question was due, so
 * that waiting behind a slow one is not left out.
 */
record SteadyLoad(int perSecond, int seconds) {

    /**
     * @param millis ascending
     * @param processorMillis that this process used for each, all its threads together: hardly changed by what else runs
     */
    record Times(double[] millis, double processorMillis) {
        /** @param part 0..1 */
        double percentile(double part) {
            return millis.length == 0 ? 0 : millis[(int) Math.min(millis.length - 1L, (long) (part * millis.length))];
        }
    }

    /** @param ask the question of a number */
    Times run(IntConsumer ask) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        List<Future<Long>> answers = new ArrayList<>();
        long processor = Machine.processorNanos();
        try (ExecutorService askers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            long start = System.nanoTime();
            for (int i = 0; i < perSecond * seconds; i++) {
                int number = i;
                long due = start + i * interval;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                answers.add(askers.submit(() -> {
                    ask.accept(number);
                    return System.nanoTime() - due;
                }));
            }
        }
        return new Times(sorted(answers), (Machine.processorNanos() - processor) / 1e6 / answers.size());
    }

    private static double[] sorted(List<Future<Long>> answers) {
        double[] millis = answers.stream().mapToDouble(SteadyLoad::millis).toArray();
        Arrays.sort(millis);
        return millis;
    }

    private static double millis(Future<Long> answer) {
        try {
            return answer.get() / 1e6;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question failed", e.getCause());
        }
    }
}
