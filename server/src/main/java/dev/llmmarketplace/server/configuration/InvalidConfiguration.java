package dev.llmmarketplace.server.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** Carries all mistakes of a configuration to whoever wrote it. */
public final class InvalidConfiguration extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<Mistake> mistakes;

    InvalidConfiguration(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** At least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }
}
