package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.audit.Action;
import dev.llmmarketplace.core.audit.AuditEntry;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link AuditTrail} on PostgreSQL: hashes are made again from the entries, so what is shown is what is kept. */
public final class PostgresAuditTrail implements AuditTrail {
    private final Database database;
    private final ReceiptSigner signer;
    private final InstantSource clock;

    public PostgresAuditTrail(Database database, ReceiptSigner signer, InstantSource clock) {
        this.database = database;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public void enter(Action action, Refusal refusal) {
        database.change(handle -> AuditTable.enterRefusal(handle, action, refusal));
    }

    @Override
    public Page<Placed> entries(Filter filter, Page.Request page) {
        return database.read(handle -> {
            List<Placed> rows = handle.createQuery("""
                            SELECT e.*, p.sequence FROM audit_entry e LEFT JOIN audit_place p ON p.entry = e.id
                            WHERE e.id < :before
                              AND (CAST(:actor AS uuid) IS NULL OR e.actor = :actor)
                              AND (CAST(:organisation AS uuid) IS NULL OR e.organisation = :organisation)
                              AND (CAST(:action AS text) IS NULL OR e.action = :action)
                              AND (CAST(:subject AS text) IS NULL OR e.subject = :subject)
                              AND (CAST(:from AS timestamptz) IS NULL OR e.at >= :from)
                              AND (CAST(:to AS timestamptz) IS NULL OR e.at < :to)
                            ORDER BY e.id DESC LIMIT :limit
                            """)
                    .bind("before", Cursor.number(page))
                    .bind(
                            "actor",
                            filter.actor() == null ? null : filter.actor().value())
                    .bind(
                            "organisation",
                            filter.organisation() == null
                                    ? null
                                    : filter.organisation().value())
                    .bind("action", filter.action())
                    .bind("subject", filter.subject())
                    .bind("from", filter.from())
                    .bind("to", filter.to())
                    .bind("limit", page.limit() + 1)
                    .map((row, context) -> new Placed(AuditTable.read(row), row.getObject("sequence", Long.class)))
                    .list();
            return Cursor.page(
                    rows, page, placed -> Long.toString(placed.entry().id()));
        });
    }

    @Override
    public Page<SealedBatch> batches(@Nullable OrganisationId reader, Instant from, Instant to, Page.Request page) {
        String after = Cursor.part(page);
        return database.read(handle -> {
            List<Head> rows = handle.createQuery("""
                            SELECT * FROM audit_batch
                            WHERE chain = :chain AND sequence > :after AND at >= :from AND at < :to
                            ORDER BY sequence LIMIT :limit
                            """)
                    .bind("chain", CHAIN)
                    .bind("after", after == null ? 0 : number(page, after))
                    .bind("from", from)
                    .bind("to", to)
                    .bind("limit", page.limit() + 1)
                    .map((row, context) -> new Head(SealColumns.read(row), SealColumns.signature(row)))
                    .list();
            return Cursor.page(rows, page, batch -> Long.toString(batch.seal().sequence()))
                    .map(batch -> sealed(handle, batch, reader));
        });
    }

    private static SealedBatch sealed(Handle handle, Head batch, @Nullable OrganisationId reader) {
        List<AuditEntry> entries = handle.createQuery("""
                        SELECT e.* FROM audit_place p JOIN audit_entry e ON e.id = p.entry
                        WHERE p.sequence = :sequence ORDER BY p.place
                        """)
                .bind("sequence", batch.seal().sequence())
                .map((row, context) -> AuditTable.read(row))
                .list();
        List<SealedBatch.Entry> shown = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            boolean visible = reader == null || reader.equals(entry.organisation());
            shown.add(new SealedBatch.Entry(shown.size(), AuditSeals.leaf(entry), visible ? entry.canonical() : null));
        }
        return new SealedBatch(batch.seal(), batch.signature(), shown);
    }

    @Override
    public Optional<Head> head() {
        return database.read(AuditSeals::head);
    }

    @Override
    public int seal() {
        return database.write(handle -> AuditSeals.seal(handle, signer, clock.instant()));
    }

    private static long number(Page.Request page, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursor.invalid(page.cursor());
        }
    }
}
