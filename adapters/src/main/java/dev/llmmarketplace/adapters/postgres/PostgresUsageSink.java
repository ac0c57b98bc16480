package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.adapters.postgres.ReceiptTable.Sealing;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageSink;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * {@link UsageSink} on PostgreSQL. A batch is one transaction. The insertion of the records decides which of them are
 * new; everything else follows from those alone, so a batch that comes twice, or half of it, or two at the same time,
 * is counted once.
 */
public final class PostgresUsageSink implements UsageSink {
    private final Database database;
    private final ReceiptSigner signer;
    private final InstantSource clock;

    /** @param signer of the receipts of what is shipped */
    public PostgresUsageSink(Database database, ReceiptSigner signer, InstantSource clock) {
        this.database = database;
        this.signer = signer;
        this.clock = clock;
    }

    @Override
    public void ship(String journal, int lane, long position, List<UsageRecord> records) {
        database.change(handle -> {
            UUID batch = Ids.next();
            List<UsageRecord> settled = UsageTable.insertNew(handle, batch, records);
            if (!settled.isEmpty()) {
                UsageRollup.add(handle, settled);
                ReceiptTable.seal(handle, batch, journal, settled, new Sealing(signer, clock.instant()));
                Ledger.settle(handle, settled);
                recordKeyUse(handle, settled);
                AllowanceBooking.book(handle, journal, settled);
                QualityRollup.add(handle, settled);
            }
            advance(handle, journal, lane, position);
        });
    }

    @Override
    public long position(String journal, int lane) {
        return database.read(handle -> handle.createQuery("""
            SELECT position FROM journal_position WHERE journal = :journal AND lane = :lane
            """)
                .bind("journal", journal)
                .bind("lane", lane)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** The keys are locked in their order first: an UPDATE by itself would lock them in any. */
    private static void recordKeyUse(Handle handle, List<UsageRecord> settled) {
        Map<KeyId, Instant> uses = new HashMap<>();
        settled.forEach(record -> uses.merge(
                record.parties().key(), record.startedAt(), (one, other) -> one.isAfter(other) ? one : other));
        List<Map.Entry<KeyId, Instant>> entries = List.copyOf(uses.entrySet());
        handle.createUpdate("""
            WITH used AS (
                SELECT k.id, u.at FROM unnest(:keys, :times) AS u (id, at)
                JOIN api_key k ON k.id = u.id
                ORDER BY k.id FOR NO KEY UPDATE OF k
            )
            UPDATE api_key k SET last_used_at = greatest(k.last_used_at, u.at) FROM used u WHERE k.id = u.id
            """)
                .bindArray(
                        "keys",
                        UUID.class,
                        entries.stream().map(use -> use.getKey().value()).toList())
                .bindArray(
                        "times",
                        OffsetDateTime.class,
                        entries.stream()
                                .map(use -> use.getValue().atOffset(ZoneOffset.UTC))
                                .toList())
                .execute();
    }

    private static void advance(Handle handle, String journal, int lane, long position) {
        handle.createUpdate("""
            INSERT INTO journal_position AS p (journal, lane, position) VALUES (:journal, :lane, :position)
            ON CONFLICT (journal, lane) DO UPDATE SET position = greatest(p.position, excluded.position)
            """)
                .bind("journal", journal)
                .bind("lane", lane)
                .bind("position", position)
                .execute();
    }
}
