package dev.llmmarketplace.core.publishing.submission;

import dev.llmmarketplace.core.kernel.WireName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a submission passes, in this order. */
public enum Phase implements WireName {
    /** May whoever handed it in publish for that provider, still? */
    AUTHORISE("authorise", 3),
    /** Are the rules of manifests kept? */
    VALIDATE("validate", 3),
    /** Does a policy stand against it? */
    POLICY("policy", 3),
    /** It is made known to the registry, provisionally. */
    REGISTRY("registry", 5),
    /** The version is stored and waits. */
    RECORD("record", 5),
    /** The service is called as its manifest says. */
    TEST("test", 3),
    /** People decide where they must; then it is active. */
    APPROVE("approve", 5),
    /** Searches find it. */
    INDEX("index", Integer.MAX_VALUE),
    /** The world is told. */
    EVENT("event", Integer.MAX_VALUE),
    /** It is counted. */
    ANALYTICS("analytics", Integer.MAX_VALUE);

    private static final List<Phase> ORDER = List.of(values());
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final String wireName;
    private final int attempts;

    Phase(String wireName, int attempts) {
        this.wireName = wireName;
        this.attempts = attempts;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** How often it is tried before the submission is given up. */
    public int attempts() {
        return attempts;
    }

    /** Its place among the phases, from 1. */
    public int place() {
        return ORDER.indexOf(this) + 1;
    }

    /** Empty after the last. */
    public Optional<Phase> next() {
        return ORDER.stream().skip(place()).findFirst();
    }

    /** This one and those before it, the last first. */
    List<Phase> backwards() {
        return ORDER.subList(0, place()).reversed();
    }

    /** True once the version is what readers and callers see; nothing takes it back from here. */
    public boolean afterActivation() {
        return compareTo(APPROVE) > 0;
    }

    /**
     * How long to wait before the next attempt: a second, doubled with each further failure, five minutes at the most.
     *
     * @param failures 1 or more
     */
    public static Duration pause(int failures) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 16));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
}
