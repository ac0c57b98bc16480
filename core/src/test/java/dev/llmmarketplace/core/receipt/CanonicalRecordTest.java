package dev.llmmarketplace.core.receipt;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CanonicalRecordTest {
    private final UsageRecord.Parties parties = new UsageRecord.Parties(
            KeyId.next(),
            OrganisationId.next(),
            SubscriptionId.next(),
            OrganisationId.next(),
            ServiceId.next(),
            VersionId.next());

    @Test
    void aRecordIsWrittenAsTheCanonicalFormOfItsMembers() {
        Usage billed = new Usage(1, 2, 3, 4, 5, 6, 7, 8, 9);
        UsageRecord record =
                record(Usage.of(10, 20), billed, Set.of(UsageRecord.Flag.BOUND_EXCEEDED, UsageRecord.Flag.ESTIMATED));

        assertThat(CanonicalRecord.text(record)).isEqualTo(CanonicalJson.text(members(record)));
    }

    @Test
    void whatTheProviderDidNotReportIsLeftOut() {
        UsageRecord record = record(null, Usage.of(10, 20), Set.of());

        assertThat(CanonicalRecord.text(record)).isEqualTo(CanonicalJson.text(members(record)));
    }

    private UsageRecord record(@Nullable Usage reported, Usage billed, Set<UsageRecord.Flag> flags) {
        return new UsageRecord(
                CallId.next(),
                "a \"request\"\n",
                parties,
                PriceVersionId.next(),
                "chat.completions",
                true,
                Instant.parse("2026-11-22T10:00:00.120Z"),
                12,
                34,
                200,
                1,
                Traffic.NONE,
                Outcome.COMPLETED,
                reported,
                billed,
                new Money(56, "USD"),
                flags);
    }

    private static Map<String, Object> members(UsageRecord record) {
        Map<String, Object> members = new HashMap<>();
        members.put("call", record.call().toString());
        members.put("request_id", record.requestId());
        members.put("key", record.parties().key().toString());
        members.put("consumer", record.parties().consumer().toString());
        members.put("subscription", record.parties().subscription().toString());
        members.put("provider", record.parties().provider().toString());
        members.put("service", record.parties().service().toString());
        members.put("version", record.parties().version().toString());
        members.put("price_version", record.priceVersion().toString());
        members.put("route", record.route());
        members.put("streamed", record.streamed());
        members.put("started_at", record.startedAt().toString());
        members.put("first_byte_micros", record.firstByteMicros());
        members.put("duration_micros", record.durationMicros());
        members.put("upstream_status", record.upstreamStatus());
        members.put("outcome", record.outcome().wireName());
        if (record.reported() != null) {
            members.put("reported", usage(record.reported()));
        }
        members.put("billed", usage(record.billed()));
        members.put(
                "cost",
                Map.of("nanos", record.cost().nanos(), "currency", record.cost().currency()));
        members.put("flags", record.flags().stream().map(Enum::name).sorted().toList());
        return members;
    }

    private static Map<String, Object> usage(Usage usage) {
        List<String> names = List.of(
                "input",
                "cache_read",
                "cache_write_5m",
                "cache_write_1h",
                "output",
                "reasoning",
                "audio_input",
                "audio_output",
                "images");
        long[] counts = {
            usage.input(),
            usage.cacheRead(),
            usage.cacheWrite5m(),
            usage.cacheWrite1h(),
            usage.output(),
            usage.reasoning(),
            usage.audioInput(),
            usage.audioOutput(),
            usage.images()
        };
        Map<String, Object> members = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            members.put(names.get(i), counts[i]);
        }
        return members;
    }
}
