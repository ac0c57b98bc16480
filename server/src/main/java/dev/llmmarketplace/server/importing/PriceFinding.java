package dev.llmmarketplace.server.importing;

import java.util.List;

/** What the prices of an entry come to. */
sealed interface PriceFinding {
    /** @param leftOut names of prices that a price book cannot hold */
    record Found(Prices prices, List<String> leftOut) implements PriceFinding {}

    record Unusable(SkipReason reason, String detail) implements PriceFinding {}
}
