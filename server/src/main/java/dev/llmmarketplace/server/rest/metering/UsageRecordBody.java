package dev.llmmarketplace.server.rest.metering;

import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.server.rest.MoneyBody;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call on the wire.
 *
 * @param service its name
 */
record UsageRecordBody(
        UUID callId,
        String requestId,
        String service,
        UUID serviceId,
        String version,
        UUID keyId,
        UUID consumerId,
        UUID providerId,
        UUID subscriptionId,
        UUID priceVersionId,
        String route,
        boolean streamed,
        Instant startedAt,
        double firstByteMillis,
        double durationMillis,
        int status,
        int attempts,
        long requestBytes,
        long answerBytes,
        String outcome,
        @Nullable UsageBody usage,
        @Nullable UsageBody reportedUsage,
        MoneyBody cost,
        List<String> flags) {

    static UsageRecordBody from(UsageRecord record, String service, String version) {
        UsageRecord.Parties parties = record.parties();
        return new UsageRecordBody(
                record.call().value(),
                record.requestId(),
                service,
                parties.service().value(),
                version,
                parties.key().value(),
                parties.consumer().value(),
                parties.provider().value(),
                parties.subscription().value(),
                record.priceVersion().value(),
                record.route(),
                record.streamed(),
                record.startedAt(),
                record.firstByteMicros() / 1000.0,
                record.durationMicros() / 1000.0,
                record.upstreamStatus(),
                record.attempts(),
                record.traffic().requestBytes(),
                record.traffic().answerBytes(),
                record.outcome().wireName(),
                UsageBody.from(record.billed()),
                UsageBody.from(record.reported()),
                MoneyBody.from(record.cost()),
                record.flags().stream()
                        .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
