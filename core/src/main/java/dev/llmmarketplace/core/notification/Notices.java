package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.notification.Notice.Recipients;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told what of an event. */
public final class Notices {
    private static final int DATE = 10;

    private Notices() {}

    /** None for events that concern nobody in particular. */
    public static List<Notice> about(Occasion occasion) {
        return switch (occasion.type()) {
            case APPROVAL_REQUESTED, APPROVAL_ANSWERED -> approval(occasion);
            case SUBMISSION_PUBLISHED -> List.of(ended(occasion, "is published", null));
            case SUBMISSION_FAILED ->
                List.of(ended(occasion, "is not published", occasion.facts().get("problem.detail")));
            case SUBMISSION_DEAD ->
                List.of(ended(
                        occasion,
                        "could not be published, for no fault of its own; it may be retried",
                        occasion.facts().get("problem.detail")));
            case SERVICE_SUSPENDED ->
                service(occasion, NoticeKind.SERVICE_SUSPENDED, "is suspended and answers no calls");
            case SERVICE_REINSTATED -> service(occasion, NoticeKind.SERVICE_REINSTATED, comeback(occasion));
            case SERVICE_DEPRECATED -> service(occasion, NoticeKind.SERVICE_DEPRECATED, farewell(occasion));
            case WEBHOOK_DISABLED -> List.of(webhook(occasion));
            case SERVICE_ACTIVATED,
                    SERVICE_RETIRED,
                    SERVICE_REVISED,
                    VERSION_CREATED,
                    VERSION_MOVED,
                    VERSION_WITHDRAWN,
                    SUBMISSION_WAITING,
                    APPROVAL_CLOSED,
                    POLICY_STORED,
                    POLICY_REMOVED,
                    WAIVER_GRANTED,
                    WAIVER_REVOKED,
                    KEY_CREATED,
                    KEY_ROTATED,
                    KEY_LIMITED,
                    KEY_REVOKED,
                    PROJECT_CREATED,
                    PROJECT_LIMITED,
                    PROJECT_ARCHIVED,
                    SUBSCRIPTION_CREATED,
                    SUBSCRIPTION_CANCELLED,
                    BUDGET_STORED,
                    BUDGET_REMOVED,
                    ORGANISATION_CHANGED,
                    WEBHOOK_PING -> List.of();
        };
    }

    private static List<Notice> approval(Occasion occasion) {
        String turn = occasion.facts().get("turn");
        if (turn == null) {
            return List.of(); // whoever is trusted is not asked about
        }
        Recipients approvers = new Recipients.Approvers(
                WireName.parse(Role.class, turn, "turn"), UserId.parse(occasion.fact("requester")));
        return List.of(new Notice(
                NoticeKind.APPROVAL_WAITING,
                approvers,
                occasion.subject() + " waits for your approval.",
                "It is answered by " + date(occasion.fact("expiresAt")) + " or withdrawn.",
                null));
    }

    private static Notice ended(Occasion occasion, String what, @Nullable String why) {
        return new Notice(
                NoticeKind.SUBMISSION_ENDED,
                new Recipients.Person(UserId.parse(occasion.fact("submitter"))),
                version(occasion) + " " + what + ".",
                why,
                null);
    }

    /** Its provider hears why; the others hear that. */
    private static List<Notice> service(Occasion occasion, NoticeKind kind, String what) {
        OrganisationId provider = occasion.requireOwner();
        ServiceId service = ServiceId.parse(occasion.fact("serviceId"));
        String title = version(occasion) + " " + what + ".";
        return List.of(
                new Notice(
                        kind,
                        new Recipients.Members(provider, Permission.SERVICE_PUBLISH),
                        title,
                        occasion.facts().get("reason"),
                        service),
                new Notice(kind, new Recipients.Callers(service, provider), title, null, service));
    }

    private static String farewell(Occasion occasion) {
        return "is deprecated and answers calls until " + end(occasion);
    }

    /** What was deprecated before it was suspended is so again. */
    private static String comeback(Occasion occasion) {
        return occasion.facts().containsKey("sunsetAt")
                ? "is back and answers calls, as it is deprecated, until " + end(occasion)
                : "is back and answers calls";
    }

    private static String end(Occasion occasion) {
        String successor = occasion.facts().get("successor");
        return date(occasion.fact("sunsetAt")) + (successor == null ? "" : "; use " + successor + " instead");
    }

    private static Notice webhook(Occasion occasion) {
        return new Notice(
                NoticeKind.WEBHOOK_DISABLED,
                new Recipients.Members(occasion.requireOwner(), Permission.WEBHOOK_WRITE),
                "Events are sent no more to " + occasion.fact("url") + ".",
                occasion.facts().get("reason"),
                null);
    }

    private static String version(Occasion occasion) {
        return occasion.fact("service") + " " + occasion.fact("version");
    }

    private static String date(String time) {
        return time.substring(0, Math.min(DATE, time.length()));
    }
}
