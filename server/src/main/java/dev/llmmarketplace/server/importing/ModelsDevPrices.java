package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * models.dev's prices: dollars per million tokens. A tier stands alone: what it does not name costs the same as its
 * side, not what it cost below the tier.
 */
final class ModelsDevPrices {
    private static final Map<String, Rate> PRICES = Map.ofEntries(
            Map.entry("input", Rate.INPUT),
            Map.entry("output", Rate.OUTPUT),
            Map.entry("cache_read", Rate.CACHE_READ),
            Map.entry("cached_input", Rate.CACHE_READ),
            Map.entry("cache_input", Rate.CACHE_READ),
            Map.entry("cache_write", Rate.CACHE_WRITE_5M),
            Map.entry("cached_write", Rate.CACHE_WRITE_5M),
            Map.entry("reasoning", Rate.REASONING),
            Map.entry("input_audio", Rate.AUDIO_INPUT),
            Map.entry("output_audio", Rate.AUDIO_OUTPUT));
    private static final String OVER_200K = "context_over_200k";

    private final List<String> leftOut = new ArrayList<>();

    private ModelsDevPrices() {}

    static PriceFinding of(JsonNode cost) {
        if (!cost.hasNonNull("input") || !cost.hasNonNull("output")) {
            return new PriceFinding.Unusable(SkipReason.NO_PRICE, "no 'cost' with input and output");
        }
        ModelsDevPrices prices = new ModelsDevPrices();
        Map<Rate, BigDecimal> rates = prices.rates(cost);
        return new PriceFinding.Found(new Prices(rates, prices.tiers(cost)), prices.leftOut);
    }

    private SortedMap<Long, Map<Rate, BigDecimal>> tiers(JsonNode cost) {
        SortedMap<Long, Map<Rate, BigDecimal>> tiers = new TreeMap<>();
        if (cost.path(OVER_200K).isObject()) {
            tiers.put(200_000L, rates(cost.path(OVER_200K)));
        }
        for (JsonNode tier : cost.path("tiers")) {
            long size = Fields.tokens(tier.path("tier"), "size");
            String type =
                    Optional.ofNullable(Fields.text(tier.path("tier"), "type")).orElse("context");
            if (size > 0 && type.equals("context")) {
                tiers.put(size, rates(tier));
            } else {
                leftOut.add("tiers by " + type);
            }
        }
        return tiers;
    }

    private Map<Rate, BigDecimal> rates(JsonNode cost) {
        Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
        for (Map.Entry<String, JsonNode> price : cost.properties()) {
            String name = price.getKey();
            if (price.getValue().isContainerNode()) {
                continue;
            }
            BigDecimal amount = Fields.decimal(cost, name).orElse(BigDecimal.ZERO);
            if (amount.signum() < 0) {
                throw new MalformedEntry("the price '" + name + "' is negative");
            }
            if (PRICES.containsKey(name)) {
                rates.put(PRICES.get(name), amount);
            } else if (amount.signum() > 0 && !leftOut.contains(name)) {
                leftOut.add(name);
            }
        }
        return rates;
    }
}
