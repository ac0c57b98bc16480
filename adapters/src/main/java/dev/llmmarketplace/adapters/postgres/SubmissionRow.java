package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.submission.Phase;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How submissions and their phases lie in their tables. */
final class SubmissionRow {
    private SubmissionRow() {}

    static Submission read(ResultSet row) throws SQLException {
        return new Submission(
                new SubmissionId(row.getObject("id", UUID.class)),
                new VersionId(row.getObject("version", UUID.class)),
                CatalogJson.read(row.getString("manifest"), ServiceManifest.class),
                new Submission.By(
                        new UserId(row.getObject("submitter", UUID.class)),
                        new OrganisationId(row.getObject("organisation", UUID.class)),
                        row.getString("request"),
                        row.getString("address")),
                row.getBoolean("strict"),
                state(row),
                row.getLong("revision"),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"));
    }

    private static SubmissionState state(ResultSet row) throws SQLException {
        Phase phase = WireName.parse(Phase.class, row.getString("phase"), "phase");
        String state = row.getString("state");
        return switch (state) {
            case "running" -> new SubmissionState.Running(phase, row.getInt("failures"), due(row));
            case "waiting" -> new SubmissionState.Waiting(phase, due(row));
            case "undoing" ->
                new SubmissionState.Undoing(
                        end(row.getString("comes_to"), phase, row), row.getInt("failures"), due(row));
            case "published" -> new SubmissionState.Published();
            default -> end(state, phase, row);
        };
    }

    private static SubmissionState.End end(String name, Phase phase, ResultSet row) throws SQLException {
        Problem problem = CatalogJson.read(row.getString("problem"), Problem.class);
        return name.equals("dead")
                ? new SubmissionState.Dead(phase, problem)
                : new SubmissionState.Failed(phase, problem);
    }

    private static Instant due(ResultSet row) throws SQLException {
        return Columns.instant(row, "due_at");
    }

    static PhaseRecord phase(ResultSet row) throws SQLException {
        return new PhaseRecord(
                WireName.parse(Phase.class, row.getString("phase"), "phase"),
                WireName.parse(PhaseRecord.State.class, row.getString("state"), "state"),
                row.getInt("attempts"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                List.of(CatalogJson.read(row.getString("log"), PhaseRecord.Note[].class)));
    }

    /** The columns that tell a state. */
    record Columned(
            String state,
            String phase,
            int failures,
            @Nullable Instant dueAt,
            @Nullable String problem,
            @Nullable String comesTo,
            boolean keepsCredentials) {
        static Columned of(SubmissionState state) {
            String phase = state.phase().wireName();
            return switch (state) {
                case SubmissionState.Running running ->
                    new Columned("running", phase, running.failures(), running.notBefore(), null, null, true);
                case SubmissionState.Waiting waiting ->
                    new Columned("waiting", phase, 0, waiting.until(), null, null, true);
                case SubmissionState.Undoing undoing ->
                    new Columned(
                            "undoing",
                            phase,
                            undoing.failures(),
                            undoing.notBefore(),
                            CatalogJson.write(undoing.end().problem()),
                            Objects.requireNonNull(of(undoing.end()).state()),
                            true);
                case SubmissionState.Published _ -> new Columned("published", phase, 0, null, null, null, false);
                case SubmissionState.Failed failed ->
                    new Columned("failed", phase, 0, null, CatalogJson.write(failed.problem()), null, false);
                case SubmissionState.Dead dead ->
                    new Columned("dead", phase, 0, null, CatalogJson.write(dead.problem()), null, true);
            };
        }
    }
}
