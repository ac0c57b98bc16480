package dev.llmmarketplace.core.publishing;

import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.publishing.approval.Approval;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What people decide about a published version: from which states into which one. {@link Deprecate} needs more. */
public enum Decision {
    APPROVE(ServiceStatus.ACTIVE, EnumSet.of(ServiceStatus.PENDING_APPROVAL)),
    REJECT(ServiceStatus.REJECTED, EnumSet.of(ServiceStatus.PENDING_APPROVAL)),
    /**
     * Not a version that waits: reinstating it would pass the approver by. One that probes or policies have suspended stays
     * so from now on, until somebody reinstates it.
     */
    SUSPEND(
            ServiceStatus.SUSPENDED,
            EnumSet.of(ServiceStatus.ACTIVE, ServiceStatus.DEPRECATED, ServiceStatus.SUSPENDED)),
    /** What was deprecated is so again, with the end that was announced. */
    REINSTATE(ServiceStatus.ACTIVE, EnumSet.of(ServiceStatus.SUSPENDED));

    private final ServiceStatus result;
    private final Set<ServiceStatus> from;

    Decision(ServiceStatus result, Set<ServiceStatus> from) {
        this.result = result;
        this.from = from;
    }

    /** What it answers where approvers are asked; empty for what is no question to them. */
    public Optional<Approval.Answer> answer() {
        return switch (this) {
            case APPROVE -> Optional.of(Approval.Answer.APPROVE);
            case REJECT -> Optional.of(Approval.Answer.REJECT);
            case SUSPEND, REINSTATE -> Optional.empty();
        };
    }

    public ServiceStatus result() {
        return result;
    }

    /** What it makes of {@code version}. */
    ServiceStatus result(ServiceVersion version) {
        return this == REINSTATE ? version.restored() : result;
    }

    public boolean applicable(ServiceStatus present) {
        return from.contains(present);
    }
}
