package dev.llmmarketplace.core.notification;

import java.util.EnumMap;
import java.util.Map;

/** How somebody wants to be told, by kind: what he has not chosen is as {@link Channels#usual}. */
public record Preferences(Map<NoticeKind, Channels> chosen) {
    public Preferences {
        Map<NoticeKind, Channels> copy = new EnumMap<>(NoticeKind.class);
        copy.putAll(chosen);
        chosen = Map.copyOf(copy);
    }

    /** Where a notice appears. */
    public record Channels(boolean inbox, boolean mail) {
        public static Channels usual(NoticeKind kind) {
            return new Channels(true, kind.mailed());
        }
    }

    public Channels of(NoticeKind kind) {
        return chosen.getOrDefault(kind, Channels.usual(kind));
    }
}
