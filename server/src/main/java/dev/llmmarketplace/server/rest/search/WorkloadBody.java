package dev.llmmarketplace.server.rest.search;

import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Workload;
import dev.llmmarketplace.server.rest.MoneyBody;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a workload costs at one service. */
record WorkloadBody(MoneyBody perCall, MoneyBody perMonth) {

    /** Null where nothing was asked, or where the price does not tell. */
    static @Nullable WorkloadBody of(@Nullable Workload workload, ServiceVersion service) {
        return workload == null || service.manifest().pricing() == null
                ? null
                : workload.price(service.manifest().pricing())
                        .map(WorkloadBody::from)
                        .orElse(null);
    }

    private static WorkloadBody from(Workload.Priced priced) {
        String currency = priced.perCall().currency();
        return new WorkloadBody(MoneyBody.from(priced.perCall()), new MoneyBody(decimal(priced.perMonth()), currency));
    }

    private static String decimal(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads a workload; empty where no field of it is given.
     *
     * @param fields within the contract's bounds
     */
    static Optional<Workload> read(Function<String, Optional<String>> fields) {
        Optional<Long> input = number(fields, "inputTokens");
        Optional<Long> cached = number(fields, "cachedTokens");
        Optional<Long> output = number(fields, "outputTokens");
        Optional<Long> calls = number(fields, "callsPerMonth");
        return input.isEmpty() && cached.isEmpty() && output.isEmpty() && calls.isEmpty()
                ? Optional.empty()
                : Optional.of(new Workload(input.orElse(0L), cached.orElse(0L), output.orElse(0L), calls.orElse(1L)));
    }

    private static Optional<Long> number(Function<String, Optional<String>> fields, String name) {
        return fields.apply(name).map(BigDecimal::new).map(BigDecimal::longValueExact);
    }
}
