package dev.llmmarketplace.core.event;

import dev.llmmarketplace.core.kernel.WireName;

/**
 * What the world outside may hear of, as CloudEvents 1.0: {@code api/asyncapi.yaml} says what each carries. The first word is
 * what it is about.
 */
public enum EventType implements WireName {
    /** A version became active: it is listed and, when it has an endpoint, called. */
    SERVICE_ACTIVATED("service.activated"),
    /** A suspended version answers calls again: active, or deprecated when it was so before. */
    SERVICE_REINSTATED("service.reinstated"),
    SERVICE_DEPRECATED("service.deprecated"),
    SERVICE_SUSPENDED("service.suspended"),
    SERVICE_RETIRED("service.retired"),
    /** Texts, tags or logo of a version were changed. */
    SERVICE_REVISED("service.revised"),
    /** A version was stored that is not listed yet. */
    VERSION_CREATED("version.created"),
    /** A version that was never listed came to another status. */
    VERSION_MOVED("version.moved"),
    /** A version that was never listed is gone. */
    VERSION_WITHDRAWN("version.withdrawn"),
    /** People have to decide about a submission. */
    SUBMISSION_WAITING("submission.waiting"),
    SUBMISSION_PUBLISHED("submission.published"),
    SUBMISSION_FAILED("submission.failed"),
    /** A submission was given up for no fault of its own; it may be retried. */
    SUBMISSION_DEAD("submission.dead"),
    APPROVAL_REQUESTED("approval.requested"),
    /** One of several required answers was given. */
    APPROVAL_ANSWERED("approval.answered"),
    APPROVAL_CLOSED("approval.closed"),
    /** A policy is new or has changed. */
    POLICY_STORED("policy.stored"),
    POLICY_REMOVED("policy.removed"),
    /** A service need not keep a policy for a time. */
    WAIVER_GRANTED("waiver.granted"),
    WAIVER_REVOKED("waiver.revoked"),
    KEY_CREATED("key.created"),
    KEY_ROTATED("key.rotated"),
    KEY_LIMITED("key.limited"),
    KEY_REVOKED("key.revoked"),
    PROJECT_CREATED("project.created"),
    PROJECT_LIMITED("project.limited"),
    PROJECT_ARCHIVED("project.archived"),
    SUBSCRIPTION_CREATED("subscription.created"),
    SUBSCRIPTION_CANCELLED("subscription.cancelled"),
    BUDGET_STORED("budget.stored"),
    BUDGET_REMOVED("budget.removed"),
    /** What an organisation may be has changed, or whether it is suspended. */
    ORGANISATION_CHANGED("organisation.changed"),
    /** A webhook is sent nothing any more. */
    WEBHOOK_DISABLED("webhook.disabled"),
    /** Somebody tries whether a webhook is reached. Goes to that webhook alone, whatever it has selected. */
    WEBHOOK_PING("webhook.ping");

    /** Stands before {@link #wireName} in the attribute {@code type} of a CloudEvent. */
    public static final String NAMESPACE = "dev.llmmarketplace.";

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** What it is about, for example {@code service}. */
    public String family() {
        return wireName.substring(0, wireName.indexOf('.'));
    }
}
