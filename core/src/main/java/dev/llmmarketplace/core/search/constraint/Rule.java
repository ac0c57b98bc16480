package dev.llmmarketplace.core.search.constraint;

import java.util.Optional;

/** One way to say a constraint. */
@FunctionalInterface
interface Rule {
    /** What is said by the words that begin at {@code index}; empty when it is not this. */
    Optional<Match> match(Words words, int index);

    /** @param end index of the word behind the phrase */
    record Match(int end, Effect effect) {}
}
