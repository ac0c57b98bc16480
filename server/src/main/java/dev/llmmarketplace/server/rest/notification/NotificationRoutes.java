package dev.llmmarketplace.server.rest.notification;

import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.NoticeKind;
import dev.llmmarketplace.core.notification.Notification;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.Viewers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everybody's own inbox. */
public final class NotificationRoutes {
    private final Inbox inbox;
    private final CatalogStore catalog;
    private final Viewers viewers;
    private final InstantSource clock;

    public NotificationRoutes(Inbox inbox, CatalogStore catalog, Viewers viewers, InstantSource clock) {
        this.inbox = inbox;
        this.catalog = catalog;
        this.viewers = viewers;
        this.clock = clock;
    }

    public void register(Routes routes) {
        routes.on("listNotifications", this::list);
        routes.on("markNotificationRead", this::markRead);
    }

    record NotificationBody(
            UUID id,
            String kind,
            String title,
            @Nullable String detail,
            @Nullable String service,
            Instant createdAt,
            @Nullable Instant readAt) {}

    public static Inbox.Owner owner(Request request) {
        Principal who = request.principal();
        return new Inbox.Owner(who.organisation(), who.user());
    }

    private Answer list(Request request) {
        boolean unread = request.find("unread", Boolean::parseBoolean).orElse(false);
        Page<Notification> page = inbox.list(owner(request), unread, request.page());
        Map<ServiceId, ServiceVersion> seen = seen(page.items(), request);
        List<NotificationBody> shown = page.items().stream()
                .filter(one -> one.kind() != NoticeKind.SAVED_SEARCH || seen.containsKey(one.service()))
                .map(one -> body(one, seen))
                .toList();
        return Answer.ok(new PageBody<>(shown, page.next()));
    }

    /** What somebody came across in the catalogue, and what was hidden from him since then, is hidden here as well. */
    private Map<ServiceId, ServiceVersion> seen(List<Notification> notifications, Request request) {
        List<ServiceId> services = notifications.stream()
                .map(Notification::service)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return services.isEmpty()
                ? Map.of()
                : catalog.findListed(services).stream()
                        .filter(viewers.of(request)::sees)
                        .collect(Collectors.toMap(ServiceVersion::service, Function.identity()));
    }

    private static NotificationBody body(Notification one, Map<ServiceId, ServiceVersion> seen) {
        ServiceVersion about = one.service() == null ? null : seen.get(one.service());
        return new NotificationBody(
                one.id().value(),
                one.kind().wireName(),
                one.title(),
                one.detail(),
                about == null ? null : about.manifest().name().toString(),
                one.createdAt(),
                one.readAt());
    }

    private Answer markRead(Request request) {
        NotificationId id = NotificationId.parse(request.text("id"));
        if (!inbox.markRead(owner(request), id, clock.instant())) {
            throw new ProblemException(ErrorCode.NOT_FOUND, "You have no notification " + id + ".");
        }
        return Answer.noContent();
    }
}
