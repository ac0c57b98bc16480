package dev.llmmarketplace.core.webhook;

import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events are sent to a webhook.
 *
 * @param events at least one of: a type ({@code service.activated}), a family of types ({@code service.*}), all ({@code *})
 */
public record Selection(SortedSet<String> events, Scope scope) {
    private static final String ALL = "*";

    /** @throws ProblemException {@code VALIDATION_FAILED} for what no event is called */
    public Selection {
        events = Collections.unmodifiableSortedSet(new TreeSet<>(events));
        List<Violation> unknown = events.stream()
                .filter(name -> !known(name))
                .map(Selection::violation)
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.invalid(unknown));
        }
        if (events.isEmpty()) {
            throw new ProblemException(
                    Problem.invalid("/events", "at least one type", "there is none", "Name one, or \"*\" for all."));
        }
    }

    /** About whose things it is told. */
    public enum Scope implements WireName {
        /** The organisation's own. */
        OWN("own"),
        /** The organisation's own, and what it sees in the catalogue. */
        VISIBLE("visible"),
        /** Everybody's; for who keeps the marketplace. */
        EVERYTHING("everything");

        private final String wireName;

        Scope(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    private static boolean known(String name) {
        return selectors().anyMatch(name::equals);
    }

    private static Stream<String> selectors() {
        Stream<String> types = Arrays.stream(EventType.values())
                .filter(type -> type != EventType.WEBHOOK_PING)
                .flatMap(type -> Stream.of(type.wireName(), type.family() + ".*"));
        return Stream.concat(Stream.of(ALL), types).distinct();
    }

    private static Violation violation(String name) {
        return new Violation(
                "/events",
                "one of " + selectors().collect(Collectors.joining(", ")),
                "was '" + name + "'",
                "Choose types that exist; api/asyncapi.yaml says what each carries.");
    }
}
