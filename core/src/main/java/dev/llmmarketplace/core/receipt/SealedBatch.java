package dev.llmmarketplace.core.receipt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it is handed out.
 *
 * @param signature Ed25519 (RFC 8032) over {@link BatchSeal#signed}, in hexadecimal digits
 * @param entries in the order of the tree
 */
public record SealedBatch(BatchSeal seal, String signature, List<Entry> entries) {
    public SealedBatch {
        entries = List.copyOf(entries);
    }

    /**
     * @param index in the tree, from 0
     * @param record its canonical JSON; null when it is another's and only its hash is shown
     */
    public record Entry(int index, Hash leaf, @Nullable String record) {}
}
