package dev.llmmarketplace.core.governance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides by the policies in the store, as they are at that moment. Blocking; thread-safe. */
public final class BuiltInPolicyEngine implements PolicyEngine {
    private final PolicyStore store;
    private final PolicyLanguage language;

    public BuiltInPolicyEngine(PolicyStore store, PolicyLanguage language) {
        this.store = store;
        this.language = language;
    }

    @Override
    public PolicyReport judge(PolicyCase about) {
        return judge(binding(), about);
    }

    @Override
    public List<PolicyReport> judgeAll(List<PolicyCase> cases) {
        List<StoredPolicy> binding = binding();
        return cases.stream().map(about -> judge(binding, about)).toList();
    }

    @Override
    public Optional<String> basis() {
        return Optional.of(basis(binding()));
    }

    private List<StoredPolicy> binding() {
        return store.policies().stream().filter(StoredPolicy::binds).toList();
    }

    private PolicyReport judge(List<StoredPolicy> binding, PolicyCase about) {
        List<Policy> asked = binding.stream().map(StoredPolicy::policy).toList();
        List<PolicyFinding> findings = language.judge(asked, about).stream()
                .sorted(Comparator.comparing(PolicyFinding::severity))
                .toList();
        return new PolicyReport(basis(binding), findings);
    }

    /** Grows with every change: versions are never taken back. */
    private static String basis(List<StoredPolicy> binding) {
        StringBuilder basis = new StringBuilder();
        for (StoredPolicy policy : binding) {
            basis.append(basis.isEmpty() ? "" : " ")
                    .append(policy.policy().id())
                    .append('@')
                    .append(policy.version());
        }
        return basis.toString();
    }
}
