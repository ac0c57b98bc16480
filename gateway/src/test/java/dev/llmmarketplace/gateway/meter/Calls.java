package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import java.util.Set;

/** Calls to write into journals. */
final class Calls {
    private static final UsageRecord.Parties PARTIES = new UsageRecord.Parties(
            KeyId.next(),
            OrganisationId.next(),
            SubscriptionId.next(),
            OrganisationId.next(),
            ServiceId.next(),
            VersionId.next());
    private static final PriceVersionId PRICE = PriceVersionId.next();

    private Calls() {}

    static OpenedRecord opened() {
        CallId call = CallId.next();
        return new OpenedRecord(
                call, call.toString(), PARTIES, PRICE, "USD", "chat.completions", true, 1_700_000_000_000L, 500, 700);
    }

    /** The end of a call that used {@code output} tokens for as many nano-dollars. */
    static ClosedRecord closed(OpenCall open, long output) {
        return new ClosedRecord(
                open.call(),
                open.position(),
                1_000,
                2_000,
                200,
                1,
                new Traffic(300, 400),
                Outcome.COMPLETED,
                Usage.of(0, output),
                Usage.of(0, output),
                output,
                Set.of());
    }

    /** Opens a call; there must be room. */
    static OpenCall open(Lane lane) {
        OpenCall open = lane.open(opened());
        if (open == null) {
            throw new AssertionError("the journal is full");
        }
        return open;
    }

    static CallId openAndClose(Lane lane, long output) {
        OpenCall open = open(lane);
        lane.close(open, closed(open, output));
        return open.call();
    }
}
