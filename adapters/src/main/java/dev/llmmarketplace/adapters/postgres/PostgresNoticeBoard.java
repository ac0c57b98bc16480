package dev.llmmarketplace.adapters.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.llmmarketplace.core.event.DomainEvent.Position;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.NotificationId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.notification.Notice;
import dev.llmmarketplace.core.notification.NoticeBoard;
import dev.llmmarketplace.core.notification.Notification;
import dev.llmmarketplace.core.notification.Occasion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link NoticeBoard} on PostgreSQL, following the outbox. */
public final class PostgresNoticeBoard implements NoticeBoard {
    private static final String FOLLOWER = "notices";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final InstantSource clock;

    public PostgresNoticeBoard(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An event and its place. */
    private record Told(Position position, Occasion occasion) {}

    @Override
    public int run(Function<Occasion, List<Notice>> author) {
        return database.write(handle -> {
            Position position = FollowerTable.follow(handle, FOLLOWER);
            List<Told> news = ToldEvents.query(
                            handle,
                            "SELECT *, CAST(CAST(transaction AS text) AS bigint) AS place FROM (%s) news"
                                    .formatted(ToldEvents.NEWS),
                            position)
                    .map((row, context) -> read(row))
                    .list();
            news.forEach(told -> author.apply(told.occasion()).forEach(notice -> post(handle, notice)));
            if (!news.isEmpty()) {
                FollowerTable.move(handle, FOLLOWER, news.getLast().position());
            }
            return news.size();
        });
    }

    private void post(Handle handle, Notice notice) {
        List<Notification> notifications = RecipientQuery.run(handle, notice.recipients()).stream()
                .map(member -> notification(notice, member))
                .toList();
        PostgresInbox.insert(handle, notifications);
    }

    private Notification notification(Notice notice, RecipientQuery.Member member) {
        return new Notification(
                NotificationId.next(),
                member.organisation(),
                member.user(),
                notice.kind(),
                notice.title(),
                notice.detail(),
                notice.service(),
                clock.instant(),
                null);
    }

    private static Told read(ResultSet row) throws SQLException {
        UUID owner = row.getObject("owner", UUID.class);
        Map<String, String> facts = new HashMap<>();
        for (String column : List.of("payload", "data", "confidential")) {
            gather(facts, "", tree(row.getString(column)));
        }
        return new Told(
                new Position(row.getLong("place"), row.getLong("sequence")),
                new Occasion(
                        WireName.parse(EventType.class, row.getString("told"), "told"),
                        row.getString("subject"),
                        owner == null ? null : new OrganisationId(owner),
                        facts));
    }

    private static void gather(Map<String, String> facts, String prefix, JsonNode object) {
        object.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                gather(facts, prefix + field.getKey() + ".", field.getValue());
            } else {
                facts.put(prefix + field.getKey(), field.getValue().asText());
            }
        });
    }

    private static JsonNode tree(@Nullable String json) {
        try {
            return JSON.readTree(json == null ? "{}" : json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event in the database is JSON", e);
        }
    }
}
