package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.CanonicalRecord;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.MerkleTree;
import dev.llmmarketplace.core.receipt.Receipt;
import dev.llmmarketplace.core.receipt.ReceiptKey;
import dev.llmmarketplace.core.receipt.ReceiptStore;
import dev.llmmarketplace.core.receipt.SealedBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@link ReceiptStore} on PostgreSQL: hashes are made again from the records, so what is shown is what is kept. */
public final class PostgresReceiptStore implements ReceiptStore {
    /** Of a page, unless a single batch has more. */
    private static final int MOST_RECORDS = 5_000;

    private final Database database;
    private final ReceiptKey present;

    /** @param present the key that this installation signs with */
    public PostgresReceiptStore(Database database, ReceiptKey present) {
        this.database = database;
        this.present = present;
    }

    private record Batch(UUID id, BatchSeal seal, String signature) {
        static Batch read(ResultSet row) throws SQLException {
            return new Batch(Columns.uuid(row, "id"), SealColumns.read(row), SealColumns.signature(row));
        }
    }

    @Override
    public Optional<Receipt> find(CallId call) {
        return database.read(handle -> handle.createQuery("""
                        SELECT b.* FROM receipt_batch b JOIN usage_record r ON r.batch = b.id WHERE r.call = :call
                        """)
                .bind("call", call.value())
                .map((row, context) -> Batch.read(row))
                .findOne()
                .map(batch -> receipt(batch, records(handle, batch.id()), call)));
    }

    private static Receipt receipt(Batch batch, List<UsageRecord> records, CallId call) {
        List<Hash> leaves = records.stream().map(CanonicalRecord::leaf).toList();
        int index = 0;
        while (!records.get(index).call().equals(call)) {
            index++;
        }
        return new Receipt(
                CanonicalRecord.text(records.get(index)),
                index,
                MerkleTree.path(leaves, index),
                batch.seal(),
                batch.signature());
    }

    @Override
    public Page<SealedBatch> batches(@Nullable OrganisationId reader, Instant from, Instant to, Page.Request page) {
        String[] after = Cursor.parts(page, 2);
        return database.read(handle -> {
            List<Batch> rows = handle.createQuery("""
                            SELECT * FROM receipt_batch
                            WHERE at >= :from AND at < :to
                              AND (CAST(:chain AS text) IS NULL OR (chain, sequence) > (:chain, :sequence))
                            ORDER BY chain, sequence LIMIT :limit
                            """)
                    .bind("from", from)
                    .bind("to", to)
                    .bind("chain", after == null ? null : after[0])
                    .bind("sequence", after == null ? 0 : sequence(page, after[1]))
                    .bind("limit", page.limit() + 1)
                    .map((row, context) -> Batch.read(row))
                    .list();
            Page.Request fitting = new Page.Request(fitting(rows, page.limit()), page.cursor());
            return Cursor.page(
                            rows,
                            fitting,
                            batch -> Cursor.join(
                                    batch.seal().chain(), batch.seal().sequence()))
                    .map(batch -> sealed(batch, records(handle, batch.id()), reader));
        });
    }

    /** How many batches make a page: no more than asked for, and one at least. */
    private static int fitting(List<Batch> rows, int limit) {
        int count = 0;
        int records = 0;
        while (count < Math.min(rows.size(), limit)
                && (count == 0 || records + rows.get(count).seal().records() <= MOST_RECORDS)) {
            records += rows.get(count).seal().records();
            count++;
        }
        return Math.max(1, count);
    }

    private static long sequence(Page.Request page, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Cursor.invalid(page.cursor());
        }
    }

    private static SealedBatch sealed(Batch batch, List<UsageRecord> records, @Nullable OrganisationId reader) {
        List<SealedBatch.Entry> entries = new ArrayList<>(records.size());
        for (UsageRecord record : records) {
            boolean shown = reader == null
                    || record.parties().consumer().equals(reader)
                    || record.parties().provider().equals(reader);
            entries.add(new SealedBatch.Entry(
                    entries.size(), CanonicalRecord.leaf(record), shown ? CanonicalRecord.text(record) : null));
        }
        return new SealedBatch(batch.seal(), batch.signature(), entries);
    }

    private static List<UsageRecord> records(Handle handle, UUID batch) {
        return handle.createQuery("SELECT * FROM usage_record WHERE batch = :batch ORDER BY call")
                .bind("batch", batch)
                .map(new UsageRow())
                .list();
    }

    @Override
    public List<ReceiptKey> keys() {
        List<ReceiptKey> keys = new ArrayList<>();
        keys.add(present);
        database
                .read(handle -> handle.createQuery("SELECT x FROM receipt_key ORDER BY first_used_at")
                        .mapTo(String.class)
                        .map(ReceiptKey::new)
                        .list())
                .stream()
                .filter(key -> !key.equals(present))
                .forEach(keys::add);
        return keys;
    }
}
