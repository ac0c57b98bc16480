package dev.llmmarketplace.core.receipt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks batches one after the other: each record against its hash, the hashes against the root, the root against its
 * signature, and each batch against the one before it in its chain. Names what is wrong as closely as it can be told.
 * Not thread-safe.
 */
public final class ReceiptVerifier {
    private final Map<String, ReceiptKey> keys = new HashMap<>();
    private final Map<String, BatchSeal> first = new HashMap<>();
    private final Map<String, BatchSeal> last = new HashMap<>();
    private final Map<String, BatchSeal> heads = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long batches;
    private long records;

    /** @param trusted whose signatures are believed */
    public ReceiptVerifier(List<ReceiptKey> trusted) {
        trusted.forEach(key -> keys.put(key.id(), key));
    }

    /**
     * Something that is wrong.
     *
     * @param place the batch, and the entry where one is at fault
     * @param item the record at fault, for example {@code call …}; null when none can be named
     */
    public record Finding(String place, @Nullable String item, String message) {}

    /** What has been found so far; empty when everything is in order. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    public long batches() {
        return batches;
    }

    /** Records that were shown in full. */
    public long records() {
        return records;
    }

    /** @param items what each entry is called, by its index, where the record is shown */
    public void check(SealedBatch batch, Map<Integer, String> items) {
        batches++;
        String place = place(batch.seal());
        checkSignature(place, batch.seal(), batch.signature());
        checkChain(place, batch.seal());
        boolean inOrder = checkOrder(place, batch, items);
        boolean whole = checkRecords(place, batch, items);
        List<Hash> leaves =
                batch.entries().stream().map(SealedBatch.Entry::leaf).toList();
        boolean rooted =
                !leaves.isEmpty() && MerkleTree.root(leaves).equals(batch.seal().root());
        if (!rooted && inOrder && whole) {
            add(place, null, "its entries do not give the signed root: an entry was replaced together with its hash");
        }
    }

    /** @param item what the record is called */
    public void check(Receipt receipt, String item) {
        batches++;
        records++;
        String place = place(receipt.seal()) + ", entry " + receipt.index();
        checkSignature(place, receipt.seal(), receipt.signature());
        Hash leaf = MerkleTree.leaf(receipt.record().getBytes(StandardCharsets.UTF_8));
        Hash root = MerkleTree.rootBy(leaf, receipt.index(), receipt.seal().records(), receipt.path());
        if (!root.equals(receipt.seal().root())) {
            add(place, item, "the record was changed, or its path is another record's");
        }
    }

    /** The seal of a chain's last batch, as it was when the batches were taken from there. */
    public void checkHead(BatchSeal head, String signature) {
        checkSignature("head of chain " + head.chain(), head, signature);
        heads.put(head.chain(), head);
    }

    /** Finds fault with a chain whose beginning or end was not among the batches. */
    public void requireWhole(String chain) {
        BatchSeal head = heads.get(chain);
        BatchSeal begin = first.get(chain);
        BatchSeal end = last.get(chain);
        String place = "chain " + chain;
        if (head == null) {
            add(place, null, "its head is missing, so whether batches at its end are cannot be told");
        }
        if (begin == null || end == null) {
            if (head != null) {
                add(place, null, "batches 1 to " + head.sequence() + " are missing");
            }
            return;
        }
        if (begin.sequence() > 1) {
            add(place, null, "batches 1 to " + (begin.sequence() - 1) + " are missing");
        }
        // Batches may have been sealed while the export went on: it may end behind its head, never before it.
        if (head != null && end.sequence() < head.sequence()) {
            add(place, null, "batches " + (end.sequence() + 1) + " to " + head.sequence() + " are missing");
        } else if (head != null && end.sequence() == head.sequence() && !end.equals(head)) {
            add(place, null, "its last batch is not its head: one of the two was replaced");
        }
    }

    private static String place(BatchSeal seal) {
        return "chain " + seal.chain() + ", batch " + seal.sequence();
    }

    private void checkSignature(String place, BatchSeal seal, String signature) {
        ReceiptKey key = keys.get(seal.key());
        if (key == null) {
            add(place, null, "it was signed with the key " + seal.key() + ", which is not among the given ones");
        } else if (!key.verifies(seal.signed(), signature)) {
            add(place, null, "the signature does not fit: the seal was changed");
        }
    }

    private void checkChain(String place, BatchSeal seal) {
        first.putIfAbsent(seal.chain(), seal);
        BatchSeal before = last.put(seal.chain(), seal);
        if (seal.sequence() == 1 && !seal.previous().equals(Hash.NOTHING)) {
            add(place, null, "it is the first and names one before it");
        }
        if (before == null) {
            return;
        }
        if (seal.sequence() <= before.sequence()) {
            add(place, null, "it stands behind batch " + before.sequence() + ": batches were reordered or repeated");
        } else if (seal.sequence() > before.sequence() + 1) {
            add(place, null, "batches " + (before.sequence() + 1) + " to " + (seal.sequence() - 1) + " are missing");
        } else if (!seal.previous().equals(before.root())) {
            add(place, null, "it does not follow the batch before it: one of the two was replaced");
        }
    }

    /** True when every index stands in its place, once. */
    private boolean checkOrder(String place, SealedBatch batch, Map<Integer, String> items) {
        int before = findings.size();
        int expected = 0;
        for (SealedBatch.Entry entry : batch.entries()) {
            if (entry.index() < expected) {
                add(place + ", entry " + entry.index(), items.get(entry.index()), "it is out of order or added");
                continue;
            }
            for (; expected < entry.index(); expected++) {
                add(place + ", entry " + expected, null, "it was removed");
            }
            expected++;
        }
        for (; expected < batch.seal().records(); expected++) {
            add(place + ", entry " + expected, null, "it was removed");
        }
        for (SealedBatch.Entry entry : batch.entries()) {
            if (entry.index() >= batch.seal().records()) {
                add(
                        place + ", entry " + entry.index(),
                        items.get(entry.index()),
                        "it was added: the batch was signed with "
                                + batch.seal().records() + " records");
            }
        }
        return findings.size() == before;
    }

    /** True when every record that is shown has the hash that stands beside it. */
    private boolean checkRecords(String place, SealedBatch batch, Map<Integer, String> items) {
        boolean whole = true;
        for (SealedBatch.Entry entry : batch.entries()) {
            String record = entry.record();
            if (record == null) {
                continue;
            }
            records++;
            if (!MerkleTree.leaf(record.getBytes(StandardCharsets.UTF_8)).equals(entry.leaf())) {
                whole = false;
                add(place + ", entry " + entry.index(), items.get(entry.index()), "the record was changed");
            }
        }
        return whole;
    }

    private void add(String place, @Nullable String item, String message) {
        findings.add(new Finding(place, item, message));
    }
}
