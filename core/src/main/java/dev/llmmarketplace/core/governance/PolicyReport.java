package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.ListingJudgement;
import dev.llmmarketplace.core.catalog.ListingJudgement.Note;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What policies say of a case.
 *
 * @param basis the state of the policies that were asked; another one may say something else
 * @param findings all that is not kept, the gravest first, waived ones too
 */
public record PolicyReport(String basis, List<PolicyFinding> findings) {
    public PolicyReport {
        findings = List.copyOf(findings);
    }

    public boolean blocks() {
        return !of(Consequence.BLOCK).isEmpty();
    }

    public boolean needsApproval() {
        return !of(Consequence.APPROVAL).isEmpty();
    }

    /** Those that count, with that consequence. */
    public List<PolicyFinding> of(Consequence consequence) {
        return findings.stream()
                .filter(finding -> finding.waiver() == null && finding.consequence() == consequence)
                .toList();
    }

    /** The same, about a listing of a public catalogue. */
    public ListingJudgement judgement() {
        return new ListingJudgement(
                basis, notes(Consequence.BLOCK), notes(Consequence.APPROVAL), notes(Consequence.WARN));
    }

    private List<Note> notes(Consequence consequence) {
        return of(consequence).stream()
                .map(finding -> new Note(finding.policy(), finding.sentence()))
                .toList();
    }

    public PolicyReport map(UnaryOperator<PolicyFinding> change) {
        return new PolicyReport(basis, findings.stream().map(change).toList());
    }
}
