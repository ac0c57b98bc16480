package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Locale;

/** What follows when a policy is not kept. */
public enum Consequence implements WireName {
    /** It is not published; what is published already is suspended. Access is refused. */
    BLOCK,
    /** A person decides before it is listed. */
    APPROVAL,
    /** It is said, and nothing else. */
    WARN;

    @Override
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
