package dev.llmmarketplace.server.rest.governance;

import dev.llmmarketplace.core.governance.PolicyFinding;
import dev.llmmarketplace.core.governance.PolicyTrial;
import java.util.List;

/**
 * What policies would do, on the wire.
 *
 * @param suspended how many versions would be suspended
 */
record TrialBody(int judged, int suspended, List<AffectedBody> affected) {
    /** @param suspended true when it would be */
    record AffectedBody(String service, String version, String status, boolean suspended, List<FindingBody> findings) {
        static AffectedBody from(PolicyTrial.Affected affected) {
            return new AffectedBody(
                    affected.version().manifest().name().toString(),
                    affected.version().manifest().version().toString(),
                    affected.version().status().wireName(),
                    affected.suspended(),
                    affected.report().findings().stream().map(FindingBody::from).toList());
        }
    }

    /** A policy that is not kept. */
    record FindingBody(
            String policy,
            String severity,
            String consequence,
            String field,
            String required,
            String found,
            String remediation) {
        static FindingBody from(PolicyFinding finding) {
            return new FindingBody(
                    finding.policy(),
                    finding.severity().wireName(),
                    finding.consequence().wireName(),
                    finding.field(),
                    finding.required(),
                    finding.found(),
                    finding.remediation());
        }
    }

    static TrialBody from(PolicyTrial.Outcome outcome) {
        return new TrialBody(
                outcome.judged(),
                outcome.suspended().size(),
                outcome.affected().stream().map(AffectedBody::from).toList());
    }
}
