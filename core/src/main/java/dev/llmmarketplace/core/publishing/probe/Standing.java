package dev.llmmarketplace.core.publishing.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * How a version stands after its last probe.
 *
 * @param failures how many probes have failed in a row
 * @param habits of those of its endpoints that have answered
 */
public record Standing(int failures, List<Habit> habits) {
    /** Of a version that was never probed. */
    public static final Standing NEW = new Standing(0, List.of());

    public Standing {
        habits = List.copyOf(habits);
    }

    Habit habit(String endpoint) {
        return habits.stream()
                .filter(habit -> habit.endpoint().equals(endpoint))
                .findFirst()
                .orElse(Habit.unknown(endpoint));
    }

    Standing with(Habit changed) {
        List<Habit> all = new ArrayList<>(habits);
        all.removeIf(habit -> habit.endpoint().equals(changed.endpoint()));
        all.add(changed);
        return new Standing(failures, all);
    }

    Standing withFailures(int count) {
        return new Standing(count, habits);
    }
}
