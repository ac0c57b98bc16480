package dev.llmmarketplace.core.publishing.probe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint usually answers.
 *
 * @param endpoint its name in the manifest
 * @param samples from how many answers this was learnt
 * @param usualMillis a mean in which the newest answer counts one twentieth
 * @param last how long the last three took, the newest last
 * @param shape the members that the first three answers had in common, sorted
 */
public record Habit(String endpoint, int samples, double usualMillis, List<Long> last, List<String> shape) {
    private static final int LEARNING = 3;
    private static final int KNOWN = 8;
    private static final double WEIGHT = 0.05;
    private static final double FAR_OFF = 3;
    private static final double TOLERANCE_MILLIS = 250;

    public Habit {
        last = List.copyOf(last);
        shape = List.copyOf(shape);
    }

    static Habit unknown(String endpoint) {
        return new Habit(endpoint, 0, 0, List.of(), List.of());
    }

    /** With one more answer. What it usually does changes slowly, so that what has changed at once is seen for a while. */
    Habit with(long millis, @Nullable List<String> answer) {
        double usual = samples == 0 ? millis : usualMillis + WEIGHT * (millis - usualMillis);
        return new Habit(endpoint, samples + 1, usual, lastThree(millis), learnt(answer));
    }

    private List<Long> lastThree(long millis) {
        List<Long> all = new ArrayList<>(last);
        all.add(millis);
        return all.subList(Math.max(0, all.size() - LEARNING), all.size());
    }

    private List<String> learnt(@Nullable List<String> answer) {
        if (answer == null || samples >= LEARNING) {
            return shape;
        }
        return samples == 0
                ? answer.stream().sorted().toList()
                : shape.stream().filter(answer::contains).toList();
    }

    /** True when each of the last three answers took far longer than is usual; one slow answer is none. */
    boolean slow() {
        return samples >= KNOWN
                && last.size() == LEARNING
                && last.stream().allMatch(millis -> millis > FAR_OFF * usualMillis + TOLERANCE_MILLIS);
    }

    /** The members that an answer lacks. */
    List<String> missing(@Nullable List<String> answer) {
        return answer == null || samples < LEARNING
                ? List.of()
                : shape.stream().filter(member -> !answer.contains(member)).toList();
    }
}
