package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where data may go. Without a place it may go anywhere.
 *
 * @param places ISO 3166-1 alpha-2 codes; {@code EU} stands for its members
 */
public record Residency(SortedSet<String> places) {
    public static final Residency ANYWHERE = new Residency(new TreeSet<>());

    /** @throws ProblemException {@code VALIDATION_FAILED} for a code that stands for no country */
    public Residency {
        places = Collections.unmodifiableSortedSet(new TreeSet<>(places));
        for (String place : places) {
            if (!Regions.known(place)) {
                throw new ProblemException(Problem.invalid(
                        "/residency",
                        "ISO 3166-1 alpha-2 codes, or EU",
                        "has '" + place + "'",
                        "Name countries by their two capital letters."));
            }
        }
    }

    public static Residency of(Collection<String> places) {
        return places.isEmpty() ? ANYWHERE : new Residency(new TreeSet<>(places));
    }

    public boolean restricts() {
        return !places.isEmpty();
    }

    /**
     * True for what is known to lie within; not where nothing is known.
     *
     * @param around as {@link Endpoint#places} has it
     */
    public boolean permits(List<String> around) {
        for (int i = 0; i < around.size(); i++) {
            if (places.contains(around.get(i))) {
                return true;
            }
        }
        return !restricts();
    }

    @Override
    public String toString() {
        return String.join(", ", places);
    }
}
