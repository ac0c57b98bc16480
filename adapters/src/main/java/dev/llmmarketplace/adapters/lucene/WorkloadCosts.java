package dev.llmmarketplace.adapters.lucene;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.search.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * What a call of a workload costs at each service, in nano-dollars, worked out from the rates that lie in the index. As with
 * the other prices, only dollars are compared. Asked in ascending order of documents.
 */
final class WorkloadCosts {
    static final long UNKNOWN = -1;

    private static final String FIELD = "rates";
    private static final String CURRENCY = "USD";
    /** Prompt tokens from which on the rates hold, then those of input, cache, output and request. */
    private static final int TIER_BYTES = 5 * Long.BYTES;

    private static final long MILLION = 1_000_000;
    /** What costs more is not told apart. */
    private static final double MOST = Long.MAX_VALUE / 4.0;

    private final BinaryDocValues rates;
    private final @Nullable Workload workload;

    private WorkloadCosts(BinaryDocValues rates, @Nullable Workload workload) {
        this.rates = rates;
        this.workload = workload;
    }

    /** @param workload null where none was asked about: nothing costs anything then */
    static WorkloadCosts open(LeafReader reader, @Nullable Workload workload) throws IOException {
        return new WorkloadCosts(
                workload == null ? DocValues.emptyBinary() : DocValues.getBinary(reader, FIELD), workload);
    }

    /** Puts a service's rates into its document. */
    static void write(Document document, @Nullable PriceBook prices) {
        if (prices == null || !prices.currency().equals(CURRENCY) || prices.model() == PricingModel.SUBSCRIPTION) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate((1 + prices.tiers().size()) * TIER_BYTES);
        write(bytes, -1, prices.rates());
        prices.tiers().forEach(tier -> write(bytes, tier.aboveInputTokens(), tier.rates()));
        document.add(new BinaryDocValuesField(FIELD, new BytesRef(bytes.array())));
    }

    private static void write(ByteBuffer bytes, long above, Rates rates) {
        bytes.putLong(above)
                .putLong(rates.input())
                .putLong(rates.cacheRead())
                .putLong(rates.output())
                .putLong(rates.request());
    }

    /** {@link #UNKNOWN} where nothing was asked or the price does not tell. */
    long of(int document) throws IOException {
        if (workload == null || !rates.advanceExact(document)) {
            return UNKNOWN;
        }
        BytesRef stored = rates.binaryValue();
        ByteBuffer bytes = ByteBuffer.wrap(stored.bytes, stored.offset, stored.length);
        long prompt = workload.inputTokens() + workload.cachedTokens();
        int tier = stored.offset;
        while (tier + TIER_BYTES < stored.offset + stored.length && prompt > bytes.getLong(tier + TIER_BYTES)) {
            tier += TIER_BYTES;
        }
        return cost(bytes, tier, workload);
    }

    /** As doubles, which hold the nano-dollars of a call up to nine million dollars exactly. */
    private static long cost(ByteBuffer bytes, int tier, Workload workload) {
        double tokens = (double) workload.inputTokens() * bytes.getLong(tier + Long.BYTES)
                + (double) workload.cachedTokens() * bytes.getLong(tier + 2 * Long.BYTES)
                + (double) workload.outputTokens() * bytes.getLong(tier + 3 * Long.BYTES);
        return Math.round(Math.min(MOST, tokens / MILLION + bytes.getLong(tier + 4 * Long.BYTES)));
    }
}
