package dev.llmmarketplace.core.governance;

import java.util.List;
import java.util.Optional;

/** Decides by the operator's policies. Blocking; thread-safe. */
@FunctionalInterface
public interface PolicyEngine {
    /**
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when it cannot be decided; whoever asks
     *     must not take that for consent
     */
    PolicyReport judge(PolicyCase about);

    /** As {@link #judge}, of each, in order. */
    default List<PolicyReport> judgeAll(List<PolicyCase> cases) {
        return cases.stream().map(this::judge).toList();
    }

    /** The {@link PolicyReport#basis} of an answer that were given now; empty when only an answer tells. */
    default Optional<String> basis() {
        return Optional.empty();
    }
}
