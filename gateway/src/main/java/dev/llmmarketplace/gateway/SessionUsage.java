package dev.llmmarketplace.gateway;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.meter.Bill;
import dev.llmmarketplace.gateway.meter.Billing;
import dev.llmmarketplace.gateway.meter.Counted;
import java.util.EnumSet;
import java.util.Set;

/** What the reports within one session add up to. Tiers of prices go by the sum, as with one long call. */
final class SessionUsage {
    private Usage sum = Usage.NONE;
    private Usage largest = Usage.NONE;
    private boolean reported;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    /** Takes one report, as far as it is plausible. */
    void add(Counted report, PriceBook prices) {
        Bill bill = Billing.of(report, prices);
        reported = true;
        flags.addAll(bill.flags());
        sum = plus(sum, bill.billed());
        if (bill.billed().totalTokens() > largest.totalTokens()) {
            largest = bill.billed();
        }
    }

    /** With one more report as large as the largest: what must be at hand for the session to go on. */
    Usage ahead() {
        return plus(sum, largest);
    }

    /** The session as one request. */
    Bill bill(PriceBook prices) {
        return new Bill(reported ? sum : null, sum, Cost.of(sum, prices).nanos(), flags.isEmpty() ? Set.of() : flags);
    }

    private static Usage plus(Usage one, Usage other) {
        return new Usage(
                one.input() + other.input(),
                one.cacheRead() + other.cacheRead(),
                one.cacheWrite5m() + other.cacheWrite5m(),
                one.cacheWrite1h() + other.cacheWrite1h(),
                one.output() + other.output(),
                one.reasoning() + other.reasoning(),
                one.audioInput() + other.audioInput(),
                one.audioOutput() + other.audioOutput(),
                one.images() + other.images());
    }
}
