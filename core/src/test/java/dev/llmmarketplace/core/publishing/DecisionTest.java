package dev.llmmarketplace.core.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.ServiceStatus;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class DecisionTest {
    @Test
    void noWayLeadsFromWaitingToActivePastAnApprover() {
        EnumSet<Decision> others = EnumSet.complementOf(EnumSet.of(Decision.APPROVE));
        EnumSet<ServiceStatus> reached = EnumSet.of(ServiceStatus.PENDING_APPROVAL);
        for (int step = 0; step < ServiceStatus.values().length; step++) {
            EnumSet<ServiceStatus> next = EnumSet.copyOf(reached);
            reached.forEach(status -> others.stream()
                    .filter(decision -> decision.applicable(status))
                    .forEach(decision -> next.add(decision.result())));
            reached = next;
        }
        assertThat(reached).doesNotContain(ServiceStatus.ACTIVE);
    }

    @Test
    void everyDecisionLeadsWhereTheStateAllows() {
        for (Decision decision : Decision.values()) {
            for (ServiceStatus status : ServiceStatus.values()) {
                if (decision.applicable(status)) {
                    assertThat(status.successors()).contains(decision.result());
                }
            }
        }
    }
}
