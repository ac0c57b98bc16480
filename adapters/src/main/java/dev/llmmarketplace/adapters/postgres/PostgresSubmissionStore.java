package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.SecretVault;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.SubmissionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.publishing.submission.Phase;
import dev.llmmarketplace.core.publishing.submission.PhaseRecord;
import dev.llmmarketplace.core.publishing.submission.Submission;
import dev.llmmarketplace.core.publishing.submission.SubmissionState;
import dev.llmmarketplace.core.publishing.submission.SubmissionStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link SubmissionStore} on PostgreSQL. */
public final class PostgresSubmissionStore implements SubmissionStore {
    private static final String TOPIC = "publishing";

    private final Database database;
    private final SecretVault vault;
    private final InstantSource clock;

    public PostgresSubmissionStore(Database database, SecretVault vault, InstantSource clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public Acceptance accept(Handed handed) {
        SubmissionId id = SubmissionId.next();
        return database.write(handle -> {
            if (insert(handle, id, handed) == 0) {
                return known(handle, handed);
            }
            JobTable.SUBMISSIONS.schedule(handle, id, clock.instant());
            return new Acceptance.Accepted(id, false);
        });
    }

    private int insert(Handle handle, SubmissionId id, Handed handed) {
        return handle.createUpdate("""
            INSERT INTO submission (id, version, organisation, submitter, request, address, service, number,
                                    manifest, credentials, strict, idempotency_key, body_hash, state, phase,
                                    failures, due_at, revision, created_at, changed_at)
            VALUES (:id, :version, :organisation, :submitter, :request, :address, :service, :number,
                    CAST(:manifest AS jsonb), :credentials, :strict, :key, :hash, 'running', :phase,
                    0, :now, 0, :now, :now)
            ON CONFLICT (submitter, idempotency_key) DO NOTHING
            """)
                .bind("id", id.value())
                .bind("version", VersionId.next().value())
                .bind("organisation", handed.by().organisation().value())
                .bind("submitter", handed.by().user().value())
                .bind("request", handed.by().request())
                .bind("address", handed.by().address())
                .bind("service", handed.manifest().name().toString())
                .bind("number", handed.manifest().version().toString())
                .bind("manifest", CatalogJson.write(handed.manifest()))
                .bind("credentials", seal(id, handed.credentials()))
                .bind("strict", handed.strict())
                .bind("key", handed.idempotencyKey())
                .bind("hash", handed.bodyHash())
                .bind("phase", Phase.AUTHORISE.wireName())
                .bind("now", clock.instant())
                .execute();
    }

    private static Acceptance known(Handle handle, Handed handed) {
        return handle.createQuery("""
            SELECT id, body_hash FROM submission WHERE submitter = :submitter AND idempotency_key = :key
            """)
                .bind("submitter", handed.by().user().value())
                .bind("key", handed.idempotencyKey())
                .map((row, context) -> row.getString("body_hash").equals(handed.bodyHash())
                        ? new Acceptance.Accepted(new SubmissionId(row.getObject("id", UUID.class)), true)
                        : new Acceptance.OtherBody())
                .one();
    }

    private byte @Nullable [] seal(SubmissionId id, Map<String, Secret> credentials) {
        Map<String, String> texts = new HashMap<>();
        credentials.forEach((name, secret) -> texts.put(name, secret.reveal()));
        return texts.isEmpty() ? null : vault.seal(new Secret(CatalogJson.write(new Kept(texts))), context(id));
    }

    /** What is sealed. */
    private record Kept(Map<String, String> texts) {}

    private static String context(SubmissionId id) {
        return "submission:" + id;
    }

    @Override
    public Map<String, Secret> credentials(SubmissionId id) {
        return database.read(handle -> handle.createQuery("SELECT credentials FROM submission WHERE id = :id")
                        .bind("id", id.value())
                        .mapTo(byte[].class)
                        .findOne())
                .map(bytes -> open(id, bytes))
                .orElse(Map.of());
    }

    private Map<String, Secret> open(SubmissionId id, byte[] sealed) {
        Map<String, Secret> credentials = new HashMap<>();
        CatalogJson.read(vault.open(sealed, context(id)).reveal(), Kept.class)
                .texts()
                .forEach((name, text) -> credentials.put(name, new Secret(text)));
        return credentials;
    }

    @Override
    public Optional<Submission> find(SubmissionId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM submission WHERE id = :id")
                .bind("id", id.value())
                .map((row, context) -> SubmissionRow.read(row))
                .findOne());
    }

    @Override
    public Optional<Submission> find(VersionId version) {
        return database.read(handle -> handle.createQuery("SELECT * FROM submission WHERE version = :version")
                .bind("version", version.value())
                .map((row, context) -> SubmissionRow.read(row))
                .findOne());
    }

    @Override
    public List<PhaseRecord> phases(SubmissionId id) {
        return database.read(handle -> handle.createQuery("""
            SELECT * FROM submission_phase WHERE submission = :id ORDER BY place
            """)
                .bind("id", id.value())
                .map((row, context) -> SubmissionRow.phase(row))
                .list());
    }

    @Override
    public Page<Submission> list(Filter filter, Page.Request page) {
        After after = After.of(page);
        Database.Work<List<Submission>> work = handle -> handle.createQuery("""
            SELECT * FROM submission
            WHERE (CAST(:state AS text) IS NULL OR state = :state)
                  AND (CAST(:time AS timestamptz) IS NULL
                       OR (created_at, id) < (CAST(:time AS timestamptz), CAST(:id AS uuid)))
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """)
                .bind("state", filter.state())
                .bind("time", after.time())
                .bind("id", after.id())
                .bind("limit", page.limit() + 1)
                .map((row, context) -> SubmissionRow.read(row))
                .list();
        List<Submission> rows =
                filter.organisation() == null ? database.read(work) : database.actingFor(filter.organisation(), work);
        return Cursor.page(
                rows,
                page,
                submission ->
                        Cursor.join(submission.createdAt(), submission.id().value()));
    }

    @Override
    public boolean apply(Move move) {
        return database.write(handle -> {
            if (!update(handle, move)) {
                return false;
            }
            enter(handle, move);
            if (move.from().state() instanceof SubmissionState.Ended) {
                JobTable.SUBMISSIONS.schedule(handle, move.from().id(), clock.instant());
            }
            if (move.event() != null) {
                Outbox.append(handle, TOPIC, SubmissionEvents.of(move.event(), move));
            }
            return true;
        });
    }

    private boolean update(Handle handle, Move move) {
        SubmissionRow.Columned to = SubmissionRow.Columned.of(move.to());
        return handle.createUpdate("""
            UPDATE submission
            SET state = :state, phase = :phase, failures = :failures, due_at = :due,
                problem = CAST(:problem AS jsonb), comes_to = :comesTo, changed_at = :now,
                credentials = CASE WHEN :keeps THEN credentials END, revision = revision + 1
            WHERE id = :id AND revision = :revision
            """)
                        .bind("id", move.from().id().value())
                        .bind("revision", move.from().revision())
                        .bind("state", to.state())
                        .bind("phase", to.phase())
                        .bind("failures", to.failures())
                        .bind("due", to.dueAt())
                        .bind("problem", to.problem())
                        .bind("comesTo", to.comesTo())
                        .bind("keeps", to.keepsCredentials())
                        .bind("now", clock.instant())
                        .execute()
                > 0;
    }

    private static void enter(Handle handle, Move move) {
        PhaseRecord record = move.record();
        handle.createUpdate("""
            INSERT INTO submission_phase (submission, phase, place, state, attempts, started_at, ended_at, log)
            VALUES (:submission, :phase, :place, :state, :attempts, :started, :ended, CAST(:log AS jsonb))
            ON CONFLICT (submission, phase)
                DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at,
                              attempts = greatest(submission_phase.attempts, excluded.attempts),
                              log = submission_phase.log || excluded.log
            """)
                .bind("submission", move.from().id().value())
                .bind("phase", record.phase().wireName())
                .bind("place", record.phase().place())
                .bind("state", record.state().wireName())
                .bind("attempts", record.attempts())
                .bind("started", record.startedAt())
                .bind("ended", record.endedAt())
                .bind("log", CatalogJson.write(record.log()))
                .execute();
    }

    @Override
    public void wake(SubmissionId id) {
        database.change(handle -> JobTable.SUBMISSIONS.schedule(handle, id, clock.instant()));
    }

    /** In the transaction that decides about a version: its submission waits for that, or is about to. */
    static void wake(Handle handle, VersionId version, Instant now) {
        handle.createQuery("""
            SELECT id FROM submission WHERE version = :version AND state NOT IN ('published', 'failed', 'dead')
            """)
                .bind("version", version.value())
                .mapTo(UUID.class)
                .findOne()
                .ifPresent(id -> JobTable.SUBMISSIONS.schedule(handle, id, now));
    }

    @Override
    public int purge(Instant endedBefore) {
        return database.write(
                handle -> handle.createUpdate("""
                    DELETE FROM submission
                    WHERE state IN ('published', 'failed', 'dead') AND changed_at < :before
                    """).bind("before", endedBefore).execute());
    }
}
