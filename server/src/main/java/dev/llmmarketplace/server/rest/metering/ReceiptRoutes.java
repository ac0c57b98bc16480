package dev.llmmarketplace.server.rest.metering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Page;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.metering.UsageStore;
import dev.llmmarketplace.core.receipt.Hash;
import dev.llmmarketplace.core.receipt.Receipt;
import dev.llmmarketplace.core.receipt.ReceiptKey;
import dev.llmmarketplace.core.receipt.ReceiptStore;
import dev.llmmarketplace.core.receipt.SealedBatch;
import dev.llmmarketplace.server.json.Json;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.PageBody;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import dev.llmmarketplace.server.rest.SealedBatchBody;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proof of usage: single receipts, whole batches, and the keys that verify them. */
public final class ReceiptRoutes {
    private static final int BATCHES = 100;

    private final ReceiptStore receipts;
    private final UsageStore usage;

    public ReceiptRoutes(ReceiptStore receipts, UsageStore usage) {
        this.receipts = receipts;
        this.usage = usage;
    }

    public void register(Routes routes) {
        routes.on("getReceipt", this::get);
        routes.on("exportReceipts", this::export);
        routes.on("receiptKeys", this::keys);
    }

    record ReceiptBody(JsonNode record, int index, List<String> path, Map<String, Object> batch, String signature) {
        static ReceiptBody from(Receipt receipt) {
            return new ReceiptBody(
                    Json.tree(receipt.record()),
                    receipt.index(),
                    receipt.path().stream().map(Hash::hex).toList(),
                    receipt.seal().members(),
                    receipt.signature());
        }
    }

    record KeyBody(String kty, String crv, String kid, String x) {
        static KeyBody from(ReceiptKey key) {
            return new KeyBody("OKP", "Ed25519", key.id(), key.x());
        }
    }

    private Answer get(Request request) {
        CallId call = CallId.parse(request.text("callId"));
        Receipt receipt = usage.find(call)
                .map(UsageRecord::parties)
                .filter(parties -> request.callerPermits(Permission.ANY_ORGANISATION)
                        || request.principal().organisation().equals(parties.consumer())
                        || request.principal().organisation().equals(parties.provider()))
                .flatMap(parties -> receipts.find(call))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "There is no receipt of " + call + ": the call is unknown, not recorded yet, or was recorded"
                                + " before receipts were signed."));
        return Answer.ok(ReceiptBody.from(receipt));
    }

    private Answer export(Request request) {
        Instant from = time(request.text("from"));
        Instant to = time(request.text("to"));
        Page.Request page = new Page.Request(
                request.find("batches", Integer::parseInt).orElse(BATCHES),
                request.find("cursor").orElse(null));
        Page<SealedBatch> batches = receipts.batches(reader(request), from, to, page);
        return Answer.ok(PageBody.from(batches, SealedBatchBody::from));
    }

    /** Null, for all, only for who may see any organisation and names none. */
    private static @Nullable OrganisationId reader(Request request) {
        boolean all = request.callerPermits(Permission.ANY_ORGANISATION)
                && request.find("organisation").isEmpty();
        return all ? null : request.organisation();
    }

    private Answer keys(Request request) {
        List<KeyBody> keys = receipts.keys().stream().map(KeyBody::from).toList();
        return Answer.ok(Map.of("keys", keys)).with(Map.of("cache-control", "max-age=300"));
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
