package dev.llmmarketplace.core.receipt;

import java.util.List;

/**
 * Proof that one record stands in a signed batch.
 *
 * @param record its canonical JSON
 * @param index in the batch's tree
 * @param path see {@link MerkleTree#path}
 * @param signature in hexadecimal digits
 */
public record Receipt(String record, int index, List<Hash> path, BatchSeal seal, String signature) {
    public Receipt {
        path = List.copyOf(path);
    }
}
