package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.EnumSet;
import java.util.Set;

/** Where a version stands in its life. {@link #RETIRED} and {@link #REJECTED} are final. */
public enum ServiceStatus implements WireName {
    PENDING_APPROVAL("pending_approval"),
    FAILED_VALIDATION("failed_validation"),
    REJECTED("rejected"),
    ACTIVE("active"),
    DEPRECATED("deprecated"),
    SUSPENDED("suspended"),
    RETIRED("retired");

    private final String wireName;

    ServiceStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The states that may directly follow this one. */
    public Set<ServiceStatus> successors() {
        return switch (this) {
            case PENDING_APPROVAL -> EnumSet.of(ACTIVE, REJECTED, SUSPENDED, FAILED_VALIDATION);
            case FAILED_VALIDATION -> EnumSet.of(PENDING_APPROVAL, RETIRED);
            case ACTIVE -> EnumSet.of(DEPRECATED, SUSPENDED, RETIRED);
            case DEPRECATED -> EnumSet.of(ACTIVE, SUSPENDED, RETIRED);
            // What the program has suspended by itself may be taken out of its hands.
            case SUSPENDED -> EnumSet.of(ACTIVE, DEPRECATED, SUSPENDED, RETIRED);
            case REJECTED, RETIRED -> EnumSet.noneOf(ServiceStatus.class);
        };
    }

    /** True where calls are served: deprecated versions answer until they retire. */
    public boolean callable() {
        return this == ACTIVE || this == DEPRECATED;
    }

    /** True where the public catalogue shows it. */
    public boolean listed() {
        return this == ACTIVE || this == DEPRECATED;
    }
}
