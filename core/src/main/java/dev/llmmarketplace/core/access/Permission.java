package dev.llmmarketplace.core.access;

/** One thing a signed-in person or account may be allowed to do. Every route of the management API declares one. */
public enum Permission {
    PROFILE_READ,
    SERVICE_PUBLISH,
    SERVICE_READ_OWN,
    SERVICE_APPROVE,
    SERVICE_SUSPEND,
    CATALOGUE_IMPORT,
    PLAN_READ,
    PLAN_WRITE,
    SUBSCRIPTION_READ,
    SUBSCRIPTION_WRITE,
    KEY_READ,
    KEY_WRITE,
    REVIEW_WRITE,
    /** Sees the whole of hits' scores. */
    SEARCH_EXPLAIN,
    /** Has the search index made anew, and sees how far that is. */
    SEARCH_REBUILD,
    USAGE_READ,
    LEDGER_VERIFY,
    AUDIT_READ,
    BUDGET_READ,
    BUDGET_WRITE,
    VERDICT_READ,
    VERDICT_WRITE,
    POLICY_READ,
    POLICY_WRITE,
    POLICY_WAIVE,
    CONSUMPTION_READ,
    CONSUMPTION_WRITE,
    WEBHOOK_READ,
    WEBHOOK_WRITE,
    ORGANISATION_READ,
    ORGANISATION_WRITE,
    USER_READ,
    USER_WRITE,
    /** Acts for any organisation, not only one's own. */
    ANY_ORGANISATION
}
