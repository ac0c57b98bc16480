package dev.llmmarketplace.it.publication;

import static dev.llmmarketplace.it.process.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.EmbeddedDatabase;
import dev.llmmarketplace.it.trade.Rest;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Hands manifests in without waiting for their ends, and says what became of them. */
final class Submissions {
    /** Everything that a submission leaves: one line for each kind of thing. */
    private static final String TRACES = """
        SELECT concat_ws(E'\\n',
            'submission ' || s.state,
            'phases ' || (SELECT string_agg(p.phase || ' ' || p.state, ', ' ORDER BY p.place)
                          FROM submission_phase p WHERE p.submission = s.id),
            'versions ' || (SELECT count(*) || ' ' || coalesce(string_agg(v.status, ' '), '')
                            FROM service_version v JOIN service o ON o.id = v.service WHERE o.name = s.service),
            'approvals ' || (SELECT count(*) || ' ' || coalesce(string_agg(a.state, ' '), '')
                             FROM approval a WHERE a.version = s.version),
            'events ' || (SELECT string_agg(e.type || ' ' || e.count, ', ' ORDER BY e.type)
                          FROM (SELECT type, count(*) FROM outbox WHERE payload ->> 'version' = s.version::text
                                GROUP BY type) e),
            'jobs ' || (SELECT count(*) FROM scheduled_tasks t WHERE t.task_instance = s.id::text))
        FROM submission s WHERE s.service = ?
        """;

    private static final String WAITING = "submission waiting";

    private final Rest publisher;
    private final String slug;
    private final URI upstream;
    private final Path data;

    Submissions(Rest publisher, String slug, URI upstream, Path data) {
        this.publisher = publisher;
        this.slug = slug;
        this.upstream = upstream;
        this.data = data;
    }

    /** What has been handed in before, as far as anybody knows, is not handed in again: the key is the same. */
    void handIn(Manuscript manuscript) {
        publisher.postWith(
                Map.of("prefer", "respond-async", "idempotency-key", manuscript.name()),
                "/api/v1/services",
                manuscript.manifest(slug, upstream));
    }

    /** Until all are handed in, or nobody answers any more. */
    void handInWhileItLives(List<Manuscript> manuscripts) {
        try {
            manuscripts.forEach(this::handIn);
        } catch (UncheckedIOException death) {
            // Whoever gets no answer asks again, once there is somebody to ask.
        }
    }

    /** Again and again, until each has got an answer. */
    void handIn(List<Manuscript> manuscripts) {
        manuscripts.forEach(manuscript -> await("an answer about " + manuscript.name())
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> handIn(manuscript)));
    }

    /** What an approver says; he has perhaps said it before. */
    void approve(Rest approver, Manuscript manuscript) {
        String id = approver.get("/api/v1/services/by-name/" + slug + "/" + manuscript.name())
                .expect(200)
                .path("id")
                .asText();
        int status = approver.post("/api/v1/services/" + id + "/versions/1.0.0/approve", Map.of())
                .status();
        assertThat(status).as("answer to an approver").isIn(200, 409);
    }

    /** As {@link #approve}, or nobody answers any more. */
    void approveWhileItLives(Rest approver, Manuscript manuscript) {
        try {
            approve(approver, manuscript);
        } catch (UncheckedIOException death) {
            // Whoever gets no answer says it again, once there is somebody to say it to.
        }
    }

    /** Waits until it has ended, and says what it has left. */
    String awaitTraces(Manuscript manuscript) throws SQLException {
        await("the end of " + manuscript.name()).until(() -> ended(traces(manuscript)));
        return traces(manuscript);
    }

    /** As {@link #awaitTraces}, of what has waited before. */
    String awaitEnd(Manuscript manuscript) throws SQLException {
        await("the end of " + manuscript.name())
                .until(() -> ended(traces(manuscript)) && !traces(manuscript).startsWith(WAITING));
        return traces(manuscript);
    }

    private static boolean ended(String traces) {
        return traces.startsWith(WAITING)
                || traces.endsWith("jobs 0")
                        && !traces.startsWith("submission running")
                        && !traces.startsWith("submission undoing");
    }

    /** Waits until it has left just {@code traces}. */
    void awaitTraces(Manuscript manuscript, String traces, String context) {
        await(context)
                .untilAsserted(() -> assertThat(traces(manuscript))
                        .as("%s, %s", manuscript.name(), context)
                        .isEqualTo(traces));
    }

    private String traces(Manuscript manuscript) throws SQLException {
        try (Connection connection = EmbeddedDatabase.connect(data);
                PreparedStatement statement = connection.prepareStatement(TRACES)) {
            statement.setString(1, slug + "/" + manuscript.name());
            try (ResultSet row = statement.executeQuery()) {
                String found = row.next() ? row.getString(1) : "nothing";
                return row.next() ? "more than one submission" : found;
            }
        }
    }
}
