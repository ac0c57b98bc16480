package dev.llmmarketplace.it.publication;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.trade.Rest;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the world outside hears of publications, by webhook and by mail, compared with what the books say it should. */
final class Told implements AutoCloseable {
    private static final String EVENTS = "SELECT id::text FROM outbox WHERE told IS NOT NULL";
    private static final String DELIVERED = """
        SELECT d.event::text FROM webhook_delivery d
        WHERE d.state = 'delivered'
          AND (SELECT count(*) FROM webhook_attempt a WHERE a.delivery = d.id AND a.status = 204) = 1
        """;
    private static final String DELIVERIES = "SELECT event::text FROM webhook_delivery";
    private static final String LETTERS =
            "SELECT '<' || id || '@llm-marketplace>' FROM notification WHERE mail IS NOT NULL";
    private static final String SENT = LETTERS + " AND mail = 'sent'";

    private final Desk events = new Desk();
    private final Desk letters = new Desk();
    private final HeldReceiver receiver = new HeldReceiver(events);
    private final HeldMailServer mailServer = new HeldMailServer(letters);
    private final Set<String> before = new HashSet<>();

    Told() throws IOException {}

    /** What the marketplace needs to know of it. */
    Map<String, String> settings() {
        return Map.of(
                "MARKETPLACE_WEBHOOKS_PATIENCE", "60s",
                "MARKETPLACE_SMTP_HOST", "127.0.0.1",
                "MARKETPLACE_SMTP_PORT", Integer.toString(mailServer.port()),
                "MARKETPLACE_SMTP_SECURITY", "none",
                "MARKETPLACE_SMTP_FROM", "market@example.com");
    }

    String authority() {
        return receiver.authority();
    }

    /** Everything that happens from now on is told here. */
    void listen(Rest administrator, RunningMarketplace marketplace) throws SQLException {
        administrator
                .post(
                        "/api/v1/webhooks",
                        Map.of(
                                "url",
                                "http://" + receiver.authority() + "/",
                                "events",
                                List.of("*"),
                                "scope",
                                "everything"))
                .expect(201);
        before.addAll(column(marketplace.data(), EVENTS));
    }

    /** Answers to nobody, so that whatever is on its way is so when the marketplace dies. */
    void hold() {
        events.hold();
        letters.hold();
    }

    /** The marketplace is dead. */
    void dismiss() {
        events.dismiss();
        letters.dismiss();
    }

    /** Everything has come, nothing else has, and the delivery log has each once. */
    void assertComplete(Path data) {
        await("every event is delivered").untilAsserted(() -> {
            Set<String> expected = column(data, EVENTS);
            expected.removeAll(before);
            assertThat(column(data, DELIVERED)).containsAll(expected);
            assertThat(column(data, DELIVERIES)).isEqualTo(events.identifiers());
        });
        await("every mail is sent")
                .untilAsserted(() -> assertThat(column(data, SENT))
                        .isEqualTo(column(data, LETTERS))
                        .isEqualTo(letters.identifiers()));
    }

    /** Kills have hit deliveries and mails on their way, which came again. */
    void assertInterrupted() {
        assertThat(events.interrupted()).as("deliveries that were interrupted").isPositive();
        assertThat(letters.interrupted()).as("mails that were interrupted").isPositive();
        assertThat(events.repeated()).as("deliveries that came again").isGreaterThanOrEqualTo(events.interrupted());
        assertThat(letters.repeated()).as("mails that came again").isGreaterThanOrEqualTo(letters.interrupted());
        assertThat(events.changed()).as("deliveries that came again otherwise").isEmpty();
        assertThat(letters.changed()).as("mails that came again otherwise").isEmpty();
    }

    String figures() {
        return events.identifiers().size() + " events, " + events.repeated() + " of them again; "
                + letters.identifiers().size() + " mails, " + letters.repeated() + " of them again";
    }

    private static Set<String> column(Path data, String query) throws SQLException {
        Set<String> values = new HashSet<>();
        try (Connection connection = EmbeddedDatabase.connect(data);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                assertThat(values.add(rows.getString(1)))
                        .as("%s twice", rows.getString(1))
                        .isTrue();
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        receiver.close();
        mailServer.close();
    }
}
