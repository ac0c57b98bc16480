package dev.llmmarketplace.core.governance;

/** Decides by the operator's policies. Blocking; thread-safe. */
@FunctionalInterface
public interface PolicyEngine {
    /**
     * @throws dev.llmmarketplace.core.kernel.ProblemException {@code UNAVAILABLE} when it cannot be decided; whoever asks
     *     must not take that for consent
     */
    PolicyReport judge(PolicyCase about);
}
