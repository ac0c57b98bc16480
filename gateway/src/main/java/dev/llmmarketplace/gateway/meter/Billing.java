package dev.llmmarketplace.gateway.meter;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.wire.ReportedUsage;
import java.util.EnumSet;
import java.util.Set;

/**
 * Makes the bill of one call: takes the provider's word where it is plausible, our own count where not, holds both to
 * the bound that was set, and to what was reserved, so that a budget is never exceeded whatever a provider says.
 */
public final class Billing {
    private final Counted counted;
    private final PriceBook prices;
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

    private Billing(Counted counted, PriceBook prices) {
        this.counted = counted;
        this.prices = prices;
    }

    /** The bill before anything is known of what is reserved; {@link #within} then holds it to that. */
    public static Bill of(Counted counted, PriceBook prices) {
        return new Billing(counted, prices).bill();
    }

    /** The same bill, cut down to what was reserved. What is cut is the provider's to bear, and flagged. */
    public static Bill within(Bill bill, PriceBook prices, long mostTokens, long mostNanos) {
        if (bill.billed().totalTokens() <= mostTokens && bill.nanos() <= mostNanos) {
            return bill;
        }
        Usage fitting = UsageCut.toFit(bill.billed(), prices, mostTokens, mostNanos);
        long nanos = Math.min(mostNanos, Cost.of(fitting, prices).nanos());
        Set<Flag> flags = EnumSet.of(Flag.BOUND_EXCEEDED);
        flags.addAll(bill.flags());
        return new Bill(bill.reported(), fitting, nanos, flags);
    }

    private Bill bill() {
        ReportedUsage reported = counted.reported();
        Usage believed = believed(reported);
        Usage billed = priced(bounded(believed));
        Set<Flag> raised = flags.isEmpty() ? Set.of() : flags;
        return new Bill(
                reported.present() ? believed : null,
                billed,
                Cost.of(billed, prices).nanos(),
                raised);
    }

    private Usage believed(ReportedUsage reported) {
        if (!reported.present()) {
            Usage own = Usage.of(counted.promptEstimate(), counted.answerEstimate());
            if (!own.equals(Usage.NONE)) {
                flags.add(Flag.ESTIMATED);
            }
            return own;
        }
        boolean prompt = promptPlausible(reported);
        boolean answer = answerPlausible(reported);
        if (!prompt || !answer) {
            flags.add(Flag.ABSURD_USAGE);
        }
        if (reported.provisional()) {
            flags.add(Flag.ESTIMATED);
            answer = false;
        }
        return UsageVector.of(reported, prompt, counted.promptEstimate(), answer, counted.answerEstimate());
    }

    private boolean promptPlausible(ReportedUsage reported) {
        return !reported.negativePrompt()
                && reported.prompt() >= 0
                && reported.prompt() <= counted.prompt().plausible()
                && reported.cached() <= reported.prompt();
    }

    private boolean answerPlausible(ReportedUsage reported) {
        long all = reported.completion() | reported.reasoning() | reported.audioCompletion();
        return all >= 0 && all <= Integer.MAX_VALUE && UsageVector.visible(reported) <= counted.plausibleAnswer();
    }

    private Usage bounded(Usage usage) {
        if (usage.answerTokens() <= counted.bound()) {
            return usage;
        }
        flags.add(Flag.BOUND_EXCEEDED);
        return UsageCut.answer(usage, counted.bound());
    }

    /** Adds what is priced apiece. */
    private Usage priced(Usage usage) {
        int media = counted.prompt().media();
        if (media == 0 || prices.rates().image() == 0) {
            return usage;
        }
        return new Usage(
                usage.input(),
                usage.cacheRead(),
                usage.cacheWrite5m(),
                usage.cacheWrite1h(),
                usage.output(),
                usage.reasoning(),
                usage.audioInput(),
                usage.audioOutput(),
                media);
    }
}
