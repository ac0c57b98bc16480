package dev.llmmarketplace.server.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.rpc.v1.CheckQuotaResponse;
import dev.llmmarketplace.rpc.v1.Cost;
import dev.llmmarketplace.rpc.v1.Limit;
import dev.llmmarketplace.rpc.v1.Refusal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What the gateway says to a dry run. */
final class QuotaAnswer {
    private static final String MONTHLY = "_per_month";

    private QuotaAnswer() {}

    static CheckQuotaResponse from(JsonNode verdict, Instant now) {
        return verdict.path("verdict").asText().equals("admitted")
                ? admitted(verdict, now)
                : CheckQuotaResponse.newBuilder().setRefusal(refusal(verdict)).build();
    }

    private static CheckQuotaResponse admitted(JsonNode verdict, Instant now) {
        JsonNode ceiling = verdict.path("price_ceiling");
        CheckQuotaResponse.Builder response = CheckQuotaResponse.newBuilder()
                .setAdmitted(true)
                .setVersion(verdict.path("model").asText())
                .setPlan(verdict.path("plan").asText())
                .setPriceCeiling(Cost.newBuilder()
                        .setAmount(ceiling.path("amount").asText())
                        .setCurrency(ceiling.path("currency").asText()));
        verdict.path("limits").forEach(limit -> response.addLimits(limit(limit, now)));
        return response.build();
    }

    private static Limit limit(JsonNode limit, Instant now) {
        String name = limit.path("limit").asText();
        return Limit.newBuilder()
                .setScope(limit.path("scope").asText())
                .setName(name)
                .setLimit(limit.path("allowed").asText())
                .setRemaining(limit.path("left").asText())
                .setResetAt(name.endsWith(MONTHLY) ? nextMonth(now) : 0)
                .build();
    }

    /** Months are those of UTC. */
    private static long nextMonth(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toEpochSecond();
    }

    private static Refusal refusal(JsonNode verdict) {
        JsonNode error = verdict.path("error");
        return Refusal.newBuilder()
                .setCode(error.path("code").asText())
                .setMessage(error.path("message").asText())
                .setStatus(verdict.path("status").asInt())
                .setNextAction(error.path("next_step").path("action").asText())
                .build();
    }
}
