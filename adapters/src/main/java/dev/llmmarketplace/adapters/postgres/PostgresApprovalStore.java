package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.event.EventType;
import dev.llmmarketplace.core.kernel.ApprovalId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.approval.Approval;
import dev.llmmarketplace.core.publishing.approval.Approval.State;
import dev.llmmarketplace.core.publishing.approval.Approval.Vote;
import dev.llmmarketplace.core.publishing.approval.ApprovalStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link ApprovalStore} on PostgreSQL. */
public final class PostgresApprovalStore implements ApprovalStore {
    private static final String TOPIC = "publishing";

    private final Database database;
    private final InstantSource clock;

    public PostgresApprovalStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Approval open(Approval approval) {
        return database.write(handle -> {
            if (insert(handle, approval) > 0) {
                Outbox.append(handle, TOPIC, event(handle, EventType.APPROVAL_REQUESTED, approval));
            }
            return select(handle, "version", approval.version().value()).orElseThrow();
        });
    }

    private int insert(Handle handle, Approval approval) {
        return handle.createUpdate("""
            INSERT INTO approval (id, type, version, requester, organisation, levels, state, votes, created_at,
                                  expires_at, closed_at, revision)
            VALUES (:id, :type, :version, :requester, :organisation, :levels, :state, '[]', :created, :expires,
                    CASE WHEN :state <> 'pending' THEN CAST(:created AS timestamptz) END, 0)
            ON CONFLICT (version) DO NOTHING
            """)
                .bind("id", approval.id().value())
                .bind("type", approval.type().wireName())
                .bind("version", approval.version().value())
                .bind("requester", approval.requester().user().value())
                .bind("organisation", approval.requester().organisation().value())
                .bindArray(
                        "levels",
                        String.class,
                        approval.levels().stream().map(Role::wireName).toList())
                .bind("state", approval.state().wireName())
                .bind("created", approval.createdAt())
                .bind("expires", approval.expiresAt())
                .execute();
    }

    @Override
    public Optional<Approval> find(ApprovalId id) {
        return database.read(handle -> select(handle, "id", id.value()));
    }

    @Override
    public Optional<Approval> find(VersionId version) {
        return database.read(handle -> select(handle, "version", version.value()));
    }

    private static Optional<Approval> select(Handle handle, String column, UUID value) {
        return handle.createQuery("SELECT * FROM approval WHERE " + column + " = :value")
                .bind("value", value)
                .map((row, context) -> read(row))
                .findOne();
    }

    @Override
    public Page<Approval> list(@Nullable State state, Page.Request page) {
        After after = After.of(page);
        List<Approval> rows = database.read(handle -> handle.createQuery("""
            SELECT * FROM approval
            WHERE (CAST(:state AS text) IS NULL OR state = :state)
                  AND (CAST(:time AS timestamptz) IS NULL
                       OR (created_at, id) > (CAST(:time AS timestamptz), CAST(:id AS uuid)))
            ORDER BY created_at, id LIMIT :limit
            """)
                .bind("state", state == null ? null : state.wireName())
                .bind("time", after.time())
                .bind("id", after.id())
                .bind("limit", page.limit() + 1)
                .map((row, context) -> read(row))
                .list());
        return Cursor.page(
                rows,
                page,
                approval -> Cursor.join(approval.createdAt(), approval.id().value()));
    }

    @Override
    public boolean move(Approval from, State to, @Nullable Vote vote) {
        List<Vote> votes = new ArrayList<>(from.votes());
        Optional.ofNullable(vote).ifPresent(votes::add);
        return database.write(handle -> {
            int moved = handle.createUpdate("""
                UPDATE approval
                SET state = :state, votes = CAST(:votes AS jsonb), revision = revision + 1,
                    closed_at = CASE WHEN :state <> 'pending' THEN CAST(:now AS timestamptz) END
                WHERE id = :id AND revision = :revision AND state = 'pending'
                """)
                    .bind("id", from.id().value())
                    .bind("revision", from.revision())
                    .bind("state", to.wireName())
                    .bind("votes", CatalogJson.write(votes))
                    .bind("now", clock.instant())
                    .execute();
            if (moved > 0) {
                PostgresSubmissionStore.wake(handle, from.version(), clock.instant());
                EventType type = to == State.PENDING ? EventType.APPROVAL_ANSWERED : EventType.APPROVAL_CLOSED;
                Outbox.append(
                        handle,
                        TOPIC,
                        event(
                                handle,
                                type,
                                select(handle, "id", from.id().value()).orElseThrow()));
            }
            return moved > 0;
        });
    }

    @Override
    public int approved(UserId requester, Approval.Type type, Instant since) {
        return database.read(handle -> handle.createQuery("""
            SELECT count(*) FROM approval
            WHERE requester = :requester AND type = :type AND state = 'approved' AND closed_at >= :since
                  AND votes <> '[]'
            """)
                .bind("requester", requester.value())
                .bind("type", type.wireName())
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
    }

    private static Outbox.Entry event(Handle handle, EventType type, Approval approval) {
        OrganisationId organisation = approval.requester().organisation();
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("version", approval.version().toString());
        payload.put("state", approval.state().wireName());
        payload.put("requester", approval.requester().user().toString());
        payload.put("organisation", organisation.toString());
        if (approval.state() == State.PENDING) {
            approval.turn().ifPresent(role -> payload.put("turn", role.wireName()));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("approvalId", approval.id().toString());
        data.put("type", approval.type().wireName());
        data.put("versionId", approval.version().toString());
        data.put("state", approval.state().wireName());
        data.put("expiresAt", approval.expiresAt().toString());
        String service = VersionQueries.find(handle, approval.version())
                .map(version -> version.manifest().name().toString())
                .orElse("");
        data.put("service", service);
        Outbox.Told told = Outbox.Told.own(type, service, organisation, data);
        return new Outbox.Entry(type.wireName(), approval.id(), payload, told);
    }

    private static Approval read(ResultSet row) throws SQLException {
        String[] levels = (String[]) row.getArray("levels").getArray();
        return new Approval(
                new ApprovalId(row.getObject("id", UUID.class)),
                WireName.parse(Approval.Type.class, row.getString("type"), "type"),
                new VersionId(row.getObject("version", UUID.class)),
                new Approval.Requester(
                        new UserId(row.getObject("requester", UUID.class)),
                        new OrganisationId(row.getObject("organisation", UUID.class))),
                Arrays.stream(levels)
                        .map(level -> WireName.parse(Role.class, level, "role"))
                        .toList(),
                WireName.parse(State.class, row.getString("state"), "state"),
                Arrays.stream(CatalogJson.read(row.getString("votes"), StoredVote[].class))
                        .map(StoredVote::toVote)
                        .toList(),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "expires_at"),
                row.getLong("revision"));
    }

    /** A vote as it lies in the column: with the wire name of its answer. */
    private record StoredVote(
            int level,
            UserId approver,
            String answer,
            @Nullable String reason,
            Instant at,
            @Nullable UserId inPlaceOf) {
        Vote toVote() {
            return new Vote(
                    level, approver, WireName.parse(Approval.Answer.class, answer, "answer"), reason, at, inPlaceOf);
        }
    }
}
