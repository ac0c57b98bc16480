package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all calls with a key may take together. */
final class KeyLimitOptions {
    @Option(names = "--requests-per-minute", paramLabel = "N", description = "Not limited when absent.")
    private @Nullable Long requestsPerMinute;

    @Option(
            names = "--tokens-per-minute",
            paramLabel = "N",
            description = "Prompts and answers together; not limited when absent.")
    private @Nullable Long tokensPerMinute;

    @Option(
            names = "--budget",
            paramLabel = "AMOUNT",
            description = "Most that may be spent in a month, for example 5.00; not limited when absent.")
    private @Nullable String budget;

    @Option(names = "--currency", defaultValue = "USD", description = "Of the budget (default: ${DEFAULT-VALUE}).")
    private String currency;

    boolean given() {
        return requestsPerMinute != null || tokensPerMinute != null || budget != null;
    }

    void write(ObjectNode limits) {
        if (requestsPerMinute != null) {
            limits.put("requestsPerMinute", requestsPerMinute);
        }
        if (tokensPerMinute != null) {
            limits.put("tokensPerMinute", tokensPerMinute);
        }
        if (budget != null) {
            limits.putObject("perMonth").put("amount", budget).put("currency", currency);
        }
    }
}
