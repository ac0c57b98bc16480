package dev.llmmarketplace.core.access;

import static dev.llmmarketplace.core.access.Permission.*;

import dev.llmmarketplace.core.kernel.WireName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions. */
public enum Role implements WireName {
    SUPER_ADMIN("super_admin", EnumSet.allOf(Permission.class)),
    ADMIN("admin", EnumSet.complementOf(EnumSet.of(USER_WRITE))),
    APPROVER(
            "approver",
            EnumSet.of(
                    PROFILE_READ,
                    SERVICE_APPROVE,
                    SERVICE_READ_OWN,
                    POLICY_READ,
                    POLICY_WAIVE,
                    ORGANISATION_READ,
                    ANY_ORGANISATION)),
    MODERATOR(
            "moderator",
            EnumSet.of(PROFILE_READ, SERVICE_SUSPEND, SERVICE_READ_OWN, SEARCH_EXPLAIN, POLICY_READ, ANY_ORGANISATION)),
    PROVIDER(
            "provider",
            EnumSet.of(
                    PROFILE_READ,
                    SERVICE_PUBLISH,
                    SERVICE_READ_OWN,
                    REVIEW_WRITE,
                    POLICY_READ,
                    USAGE_READ,
                    WEBHOOK_READ,
                    WEBHOOK_WRITE,
                    ORGANISATION_READ)),
    CONSUMER(
            "consumer",
            EnumSet.of(
                    PROFILE_READ,
                    PLAN_READ,
                    SUBSCRIPTION_READ,
                    SUBSCRIPTION_WRITE,
                    KEY_READ,
                    KEY_WRITE,
                    REVIEW_WRITE,
                    USAGE_READ,
                    BUDGET_READ,
                    BUDGET_WRITE,
                    VERDICT_READ,
                    CONSUMPTION_READ,
                    CONSUMPTION_WRITE,
                    WEBHOOK_READ,
                    WEBHOOK_WRITE,
                    ORGANISATION_READ)),
    VIEWER(
            "viewer",
            EnumSet.of(
                    PROFILE_READ,
                    PLAN_READ,
                    SUBSCRIPTION_READ,
                    KEY_READ,
                    USAGE_READ,
                    BUDGET_READ,
                    VERDICT_READ,
                    CONSUMPTION_READ,
                    WEBHOOK_READ,
                    ORGANISATION_READ)),
    /** Looks after what others do, and does nothing itself. */
    AUDITOR(
            "auditor",
            EnumSet.of(
                    PROFILE_READ,
                    AUDIT_READ,
                    LEDGER_VERIFY,
                    POLICY_READ,
                    USAGE_READ,
                    ORGANISATION_READ,
                    ANY_ORGANISATION)),
    /** A program that decides about calls elsewhere and pushes its verdicts. */
    POLICY_ENGINE(
            "policy_engine",
            EnumSet.of(PROFILE_READ, VERDICT_READ, VERDICT_WRITE, ORGANISATION_READ, ANY_ORGANISATION)),
    SERVICE_ACCOUNT(
            "service_account",
            EnumSet.of(PROFILE_READ, PLAN_READ, SUBSCRIPTION_READ, USAGE_READ, SERVICE_PUBLISH, SERVICE_READ_OWN));

    private final String wireName;
    private final Set<Permission> permissions;

    Role(String wireName, Set<Permission> permissions) {
        this.wireName = wireName;
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public Set<Permission> permissions() {
        return permissions;
    }
}
