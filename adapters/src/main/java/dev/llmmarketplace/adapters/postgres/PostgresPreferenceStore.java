package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.notification.Inbox;
import dev.llmmarketplace.core.notification.NoticeKind;
import dev.llmmarketplace.core.notification.PreferenceStore;
import dev.llmmarketplace.core.notification.Preferences;
import dev.llmmarketplace.core.notification.Preferences.Channels;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link PreferenceStore} on PostgreSQL. */
public final class PostgresPreferenceStore implements PreferenceStore {
    private final Database database;

    public PostgresPreferenceStore(Database database) {
        this.database = database;
    }

    @Override
    public Preferences find(Inbox.Owner owner) {
        return database.actingFor(owner.organisation(), handle -> {
            Map<NoticeKind, Channels> chosen = new EnumMap<>(NoticeKind.class);
            handle.createQuery("SELECT kind, inbox, mail FROM notification_preference WHERE recipient = :recipient")
                    .bind("recipient", owner.user().value())
                    .map((row, context) -> Map.entry(
                            WireName.parse(NoticeKind.class, row.getString("kind"), "kind"),
                            new Channels(row.getBoolean("inbox"), row.getBoolean("mail"))))
                    .forEach(entry -> chosen.put(entry.getKey(), entry.getValue()));
            return new Preferences(chosen);
        });
    }

    @Override
    public void store(Inbox.Owner owner, Map<NoticeKind, Channels> chosen) {
        database.changeFor(owner.organisation(), handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO notification_preference (organisation, recipient, kind, inbox, mail)
                VALUES (:organisation, :recipient, :kind, :inbox, :mail)
                ON CONFLICT (recipient, kind) DO UPDATE SET inbox = excluded.inbox, mail = excluded.mail
                """);
            chosen.forEach((kind, channels) -> batch.bind(
                            "organisation", owner.organisation().value())
                    .bind("recipient", owner.user().value())
                    .bind("kind", kind.wireName())
                    .bind("inbox", channels.inbox())
                    .bind("mail", channels.mail())
                    .add());
            batch.execute();
        });
    }
}
