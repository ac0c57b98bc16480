package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PriceVersionId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.VersionId;
import dev.llmmarketplace.core.metering.Outcome;
import dev.llmmarketplace.core.metering.Traffic;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.quota.Subscription;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes records of calls by one key of one subscription. */
public record Calls(UsageRecord.Parties parties, PriceVersionId priceVersion, Instant startedAt) {
    /** The first of them starts at {@code startedAt}. */
    static Calls of(Trade trade, Subscription subscription, Instant startedAt) {
        KeyId key = trade.key(subscription.consumer()).id();
        ServiceVersion version =
                trade.catalog().findCurrent(subscription.service()).orElseThrow();
        return new Calls(
                new UsageRecord.Parties(
                        key,
                        subscription.consumer(),
                        subscription.id(),
                        version.provider(),
                        version.service(),
                        version.id()),
                Objects.requireNonNull(version.priceVersion()),
                startedAt);
    }

    /** Of parties that exist nowhere. */
    public static Calls ofNobody(OrganisationId consumer, OrganisationId provider, Instant startedAt) {
        return new Calls(
                new UsageRecord.Parties(
                        KeyId.next(), consumer, SubscriptionId.next(), provider, ServiceId.next(), VersionId.next()),
                PriceVersionId.next(),
                startedAt);
    }

    /** With another key. */
    Calls with(KeyId key) {
        UsageRecord.Parties other = new UsageRecord.Parties(
                key,
                parties.consumer(),
                parties.subscription(),
                parties.provider(),
                parties.service(),
                parties.version());
        return new Calls(other, priceVersion, startedAt);
    }

    public Calls startingAt(Instant instant) {
        return new Calls(parties, priceVersion, instant);
    }

    /** A completed call of {@code tokens} that costs {@code nanos} dollars. */
    public UsageRecord call(long tokens, long nanos) {
        return call(Outcome.COMPLETED, Usage.of(tokens, 0), new Money(nanos, "USD"));
    }

    public UsageRecord call(Outcome outcome, Usage usage, Money cost) {
        CallId call = CallId.next();
        return new UsageRecord(
                call,
                call.toString(),
                parties,
                priceVersion,
                "chat.completions",
                false,
                startedAt,
                1_500,
                2_500,
                200,
                1,
                Traffic.NONE,
                outcome,
                usage,
                usage,
                cost,
                Set.of());
    }

    /** Something in every field. */
    public UsageRecord elaborateCall() {
        return new UsageRecord(
                CallId.next(),
                "client-{\"1\"},\\ü",
                parties,
                priceVersion,
                "embeddings",
                true,
                startedAt,
                1_234,
                5_678,
                502,
                3,
                new Traffic(1_000, 3_000_000_000L),
                Outcome.CUT_OFF,
                new Usage(1, 2, 3, 4, 5, 6, 7, 8, 9),
                new Usage(11, 12, 13, 14, 15, 16, 17, 18, 19),
                new Money(987_654_321, "EUR"),
                Set.of(UsageRecord.Flag.ESTIMATED, UsageRecord.Flag.ABSURD_USAGE));
    }

    /** {@code count} calls of 10 tokens and 5 nano-dollars each. */
    public List<UsageRecord> calls(int count) {
        return IntStream.range(0, count).mapToObj(i -> call(10, 5)).toList();
    }
}
