package dev.llmmarketplace.core.publishing.livetest;

/** What tests of the live service mean to a publication. */
public enum TestMode {
    /** They are made when somebody asks for them only. */
    OFF,
    /** They are made, and approvers and providers see what they show. */
    ON,
    /** What fails one is not published. */
    REQUIRED
}
