package dev.llmmarketplace.core.notification;

import dev.llmmarketplace.core.notification.Preferences.Channels;
import java.util.Map;

/** Keeps how people want to be told. Blocking; thread-safe. */
public interface PreferenceStore {
    Preferences find(Inbox.Owner owner);

    /** Kinds that are not named stay as they are. */
    void store(Inbox.Owner owner, Map<NoticeKind, Channels> chosen);
}
