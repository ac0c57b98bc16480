package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import java.util.List;

/** The language in which {@link Policy.Rule}s are written: total, without side effects. Thread-safe. */
public interface PolicyLanguage {
    /**
     * What is wrong with the rule's expressions; nothing when they can be asked.
     *
     * @return fields are {@code /when}, {@code /require} and {@code /found}; messages tell line and column within
     */
    List<Violation> check(Policy policy);

    /**
     * Those of {@code policies} that are not kept. One that cannot be asked of this very case is a finding too, for which a
     * person decides.
     */
    List<PolicyFinding> judge(List<Policy> policies, PolicyCase about);
}
