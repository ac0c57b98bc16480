package dev.llmmarketplace.server.rest.notification;

import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.notification.NoticeKind;
import dev.llmmarketplace.core.notification.PreferenceStore;
import dev.llmmarketplace.core.notification.Preferences;
import dev.llmmarketplace.core.notification.Preferences.Channels;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How everybody wants to be told. */
public final class PreferenceRoutes {
    private final PreferenceStore store;

    public PreferenceRoutes(PreferenceStore store) {
        this.store = store;
    }

    public void register(Routes routes) {
        routes.on("readNotificationPreferences", this::read);
        routes.on("storeNotificationPreferences", this::store);
    }

    record PreferenceBody(String kind, boolean inbox, boolean email) {}

    record PreferencesBody(List<PreferenceBody> items) {}

    private Answer read(Request request) {
        Preferences preferences = store.find(NotificationRoutes.owner(request));
        return Answer.ok(PageBody.whole(Arrays.asList(NoticeKind.values()), kind -> {
            Channels channels = preferences.of(kind);
            return new PreferenceBody(kind.wireName(), channels.inbox(), channels.mail());
        }));
    }

    private Answer store(Request request) {
        Map<NoticeKind, Channels> chosen = new EnumMap<>(NoticeKind.class);
        request.body(PreferencesBody.class)
                .items()
                .forEach(item -> chosen.put(
                        WireName.parse(NoticeKind.class, item.kind(), "/items/kind"),
                        new Channels(item.inbox(), item.email())));
        store.store(NotificationRoutes.owner(request), chosen);
        return read(request);
    }
}
