package dev.llmmarketplace.core.receipt;

import java.time.Instant;
import java.util.Map;

/**
 * What is signed of a batch.
 *
 * @param chain one of several rows of batches, each in an order of its own: that of one gateway's journal
 * @param sequence place in the chain, from 1, without a gap
 * @param records how many
 * @param root of the tree over their canonical forms, in the order of their calls' ids
 * @param previous root of the batch before; {@link Hash#NOTHING} for the first
 * @param at when it was sealed, in whole microseconds
 * @param key which key signed
 */
public record BatchSeal(String chain, long sequence, int records, Hash root, Hash previous, Instant at, String key) {

    /** The members by their stable names; their {@link CanonicalJson} is what the signature is over. */
    public Map<String, Object> members() {
        return Map.of(
                "chain", chain,
                "sequence", sequence,
                "records", records,
                "root", root.hex(),
                "previous", previous.hex(),
                "at", at.toString(),
                "key", key);
    }

    public byte[] signed() {
        return CanonicalJson.bytes(members());
    }
}
