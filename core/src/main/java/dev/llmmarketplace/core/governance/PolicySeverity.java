package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/** How much it matters that a policy is kept, descending. */
public enum PolicySeverity implements WireName {
    CRITICAL(Consequence.BLOCK),
    HIGH(Consequence.BLOCK),
    MEDIUM(Consequence.APPROVAL),
    LOW(Consequence.APPROVAL);

    private final Consequence usual;

    PolicySeverity(Consequence usual) {
        this.usual = usual;
    }

    /** What follows where the policy says nothing else. */
    public Consequence usual() {
        return usual;
    }

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
