package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.kernel.WireName;

/** What people are told of. Everybody may choose for each kind whether it comes into the inbox, by e-mail, both or neither. */
public enum NoticeKind implements WireName {
    /** Something new answers a search that somebody keeps. */
    SAVED_SEARCH("saved-search", false),
    /** A version waits for an approver's answer. */
    APPROVAL_WAITING("approval-waiting", true),
    /** A submission was published, refused or given up. */
    SUBMISSION_ENDED("submission-ended", true),
    /** A service that somebody offers or calls answers no more. */
    SERVICE_SUSPENDED("service-suspended", true),
    /** A suspended service that somebody offers or calls answers again. */
    SERVICE_REINSTATED("service-reinstated", true),
    /** A service that somebody offers or calls is going to end. */
    SERVICE_DEPRECATED("service-deprecated", true),
    /** A webhook of the organisation is sent nothing any more. */
    WEBHOOK_DISABLED("webhook-disabled", true);

    private final String wireName;
    private final boolean mailed;

    NoticeKind(String wireName, boolean mailed) {
        this.wireName = wireName;
        this.mailed = mailed;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** True when it comes by e-mail to who has not chosen. */
    public boolean mailed() {
        return mailed;
    }
}
