package dev.llmmarketplace.adapters.policyengine;

import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicySeverity;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.rpc.policyengine.v1.PolicyViolation;
import dev.llmmarketplace.rpc.policyengine.v1.ValidateServiceResponse;
import java.util.List;
import java.util.Locale;

/** The engine's answers as findings. What it says in words of its own counts as grave: when in doubt it blocks. */
final class ServiceAnswers {
    private ServiceAnswers() {}

    static List<PolicyFinding> findings(ValidateServiceResponse answer) {
        if (!answer.getCompliant() && answer.getViolationsCount() == 0) {
            return List.of(unexplained());
        }
        return answer.getViolationsList().stream().map(ServiceAnswers::finding).toList();
    }

    private static PolicyFinding finding(PolicyViolation violation) {
        PolicySeverity severity = WireName.find(
                        PolicySeverity.class, violation.getSeverity().toLowerCase(Locale.ROOT))
                .orElse(PolicySeverity.HIGH);
        String expected = violation.getExpectedValue();
        String actual = violation.getActualValue();
        return new PolicyFinding(
                violation.getPolicyId(),
                severity,
                severity.usual(),
                pointer(violation.getField()),
                expected.isEmpty() ? "as the policy '" + violation.getPolicyName() + "' wants it" : expected,
                actual.isEmpty() ? violation.getMessage() : "was " + actual + ": " + violation.getMessage(),
                violation.getRemediation().isEmpty()
                        ? "Ask the administrators what the policy wants."
                        : violation.getRemediation(),
                null);
    }

    private static PolicyFinding unexplained() {
        return new PolicyFinding(
                "policy-engine",
                PolicySeverity.HIGH,
                PolicySeverity.HIGH.usual(),
                "",
                "compliant by the policy engine",
                "it is not, and the engine does not say why",
                "Ask the administrators.",
                null);
    }

    /** {@code compliance.data_residency} is {@code /compliance/dataResidency} in a manifest. */
    private static String pointer(String field) {
        StringBuilder pointer = new StringBuilder();
        boolean upper = false;
        for (char letter : (field.isEmpty() ? "" : "." + field).toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                pointer.append(letter == '.' ? '/' : upper ? Character.toUpperCase(letter) : letter);
                upper = false;
            }
        }
        return pointer.toString();
    }
}
