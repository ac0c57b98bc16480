package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.CanonicalRecord;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.MerkleTree;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Seals batches as they are shipped, each behind the one before in its journal's chain. */
final class ReceiptTable {
    private ReceiptTable() {}

    /** As PostgreSQL orders their ids. */
    static final Comparator<UsageRecord> ORDER = (one, other) -> {
        UUID first = one.call().value();
        UUID second = other.call().value();
        int high = Long.compareUnsigned(first.getMostSignificantBits(), second.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(first.getLeastSignificantBits(), second.getLeastSignificantBits());
    };

    /**
     * @param batch under which the records were inserted
     * @param settled its records, in any order; one at least
     */
    static void seal(Handle handle, UUID batch, String chain, List<UsageRecord> settled, Sealing sealing) {
        // Two shipments of one journal wait for each other here, so that they do not follow the same batch.
        handle.createQuery("SELECT pg_advisory_xact_lock(hashtextextended('receipts:' || :chain, 0))")
                .bind("chain", chain)
                .mapToMap()
                .list();
        Head head = head(handle, chain);
        List<Hash> leaves =
                settled.stream().sorted(ORDER).map(CanonicalRecord::leaf).toList();
        Instant at = sealing.now().isBefore(head.at()) ? head.at() : sealing.now();
        BatchSeal seal = new BatchSeal(
                chain,
                head.sequence() + 1,
                leaves.size(),
                MerkleTree.root(leaves),
                head.root(),
                at,
                sealing.signer().key().id());
        insert(handle, batch, seal, sealing.signer());
    }

    /** Who signs, and when. */
    record Sealing(ReceiptSigner signer, Instant now) {}

    private record Head(long sequence, Hash root, Instant at) {}

    private static Head head(Handle handle, String chain) {
        return handle.createQuery("""
                        SELECT sequence, root, at FROM receipt_batch WHERE chain = :chain
                        ORDER BY sequence DESC LIMIT 1
                        """)
                .bind("chain", chain)
                .map((row, context) ->
                        new Head(row.getLong("sequence"), Hash.of(row.getBytes("root")), Columns.instant(row, "at")))
                .findOne()
                .orElse(new Head(0, Hash.NOTHING, Instant.EPOCH));
    }

    private static void insert(Handle handle, UUID batch, BatchSeal seal, ReceiptSigner signer) {
        Update insertion = handle.createUpdate("""
                        INSERT INTO receipt_batch (id, chain, sequence, records, root, previous, at, key, signature)
                        VALUES (:id, :chain, :sequence, :records, :root, :previous, :at, :key, :signature)
                        """).bind("id", batch);
        SealColumns.sign(handle, insertion, seal, signer);
    }
}
