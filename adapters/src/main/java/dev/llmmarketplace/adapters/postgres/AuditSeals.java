package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.audit.AuditEntry;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.audit.AuditTrail.Head;
import dev.llmmarketplace.core.receipt.BatchSeal;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.MerkleTree;
import dev.llmmarketplace.core.receipt.ReceiptSigner;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** Takes entries out of {@code audit_pending} and seals them, a batch behind the other. */
final class AuditSeals {
    private static final int LARGEST_BATCH = 1_000;

    private AuditSeals() {}

    /** Answers how many entries it sealed; none while another process is at it. */
    static int seal(Handle handle, ReceiptSigner signer, Instant now) {
        boolean alone = handle.createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended('audit', 0))")
                .mapTo(Boolean.class)
                .one();
        List<AuditEntry> entries = alone ? pending(handle) : List.of();
        if (!entries.isEmpty()) {
            Optional<Head> head = head(handle);
            insert(handle, following(head.map(Head::seal), entries, signer, now), signer);
            place(handle, head.map(last -> last.seal().sequence()).orElse(0L) + 1, entries);
        }
        return entries.size();
    }

    static Optional<Head> head(Handle handle) {
        return handle.createQuery("SELECT * FROM audit_batch ORDER BY chain, sequence DESC LIMIT 1")
                .map((row, context) -> new Head(SealColumns.read(row), SealColumns.signature(row)))
                .findOne();
    }

    private static List<AuditEntry> pending(Handle handle) {
        return handle.createQuery("""
                        SELECT e.* FROM audit_pending p JOIN audit_entry e ON e.id = p.entry
                        ORDER BY p.entry LIMIT :limit
                        """)
                .bind("limit", LARGEST_BATCH)
                .map((row, context) -> AuditTable.read(row))
                .list();
    }

    static Hash leaf(AuditEntry entry) {
        return MerkleTree.leaf(entry.canonical().getBytes(StandardCharsets.UTF_8));
    }

    private static BatchSeal following(
            Optional<BatchSeal> head, List<AuditEntry> entries, ReceiptSigner signer, Instant now) {
        Hash root = MerkleTree.root(entries.stream().map(AuditSeals::leaf).toList());
        return new BatchSeal(
                AuditTrail.CHAIN,
                head.map(BatchSeal::sequence).orElse(0L) + 1,
                entries.size(),
                root,
                head.map(BatchSeal::root).orElse(Hash.NOTHING),
                head.map(BatchSeal::at).filter(now::isBefore).orElse(now),
                signer.key().id());
    }

    private static void insert(Handle handle, BatchSeal seal, ReceiptSigner signer) {
        Update insertion = handle.createUpdate("""
                INSERT INTO audit_batch (chain, sequence, records, root, previous, at, key, signature)
                VALUES (:chain, :sequence, :records, :root, :previous, :at, :key, :signature)
                """);
        SealColumns.sign(handle, insertion, seal, signer);
    }

    private static void place(Handle handle, long sequence, List<AuditEntry> entries) {
        PreparedBatch places = handle.prepareBatch("""
                INSERT INTO audit_place (entry, sequence, place) VALUES (:entry, :sequence, :place)
                """);
        for (int place = 0; place < entries.size(); place++) {
            places.bind("entry", entries.get(place).id())
                    .bind("sequence", sequence)
                    .bind("place", place)
                    .add();
        }
        places.execute();
        handle.createUpdate("DELETE FROM audit_pending WHERE entry = ANY (:entries)")
                .bindArray(
                        "entries",
                        Long.class,
                        entries.stream().map(AuditEntry::id).toList())
                .execute();
    }
}
