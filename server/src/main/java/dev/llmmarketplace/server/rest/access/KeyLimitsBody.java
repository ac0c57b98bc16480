package dev.llmmarketplace.server.rest.access;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.server.rest.MoneyBody;
import org.jspecify.annotations.Nullable;

/** What all calls with a key may take together; what is absent is not limited. */
record KeyLimitsBody(
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable MoneyBody perMonth) {

    static KeyLimitsBody from(ApiKey.Limits limits) {
        Money perMonth = limits.perMonth();
        return new KeyLimitsBody(
                stated(limits.requestsPerMinute()),
                stated(limits.tokensPerMinute()),
                perMonth == null ? null : MoneyBody.from(perMonth));
    }

    private static @Nullable Long stated(long limit) {
        return limit == 0 ? null : limit;
    }

    ApiKey.Limits toLimits() {
        return new ApiKey.Limits(
                requireNonNullElse(requestsPerMinute, 0L),
                requireNonNullElse(tokensPerMinute, 0L),
                perMonth == null ? null : perMonth.toMoney());
    }
}
