package dev.llmmarketplace.core.kernel;

import java.util.UUID;

/** Identifies a question to approvers. */
public record ApprovalId(UUID value) {
    public static ApprovalId next() {
        return new ApprovalId(Ids.next());
    }

    /** @throws IllegalArgumentException when {@code text} is no UUID */
    public static ApprovalId parse(String text) {
        return new ApprovalId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
