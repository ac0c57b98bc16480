package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * OpenRouter's prices: dollars per token as text, apiece for requests. Overrides hold from {@code min_prompt_tokens} on,
 * and what one does not name stays as it was before it. A negative price means that it depends on where the call goes.
 */
final class OpenRouterPrices {
    private static final Map<String, Rate> TOKEN_PRICES = Map.of(
            "prompt", Rate.INPUT,
            "completion", Rate.OUTPUT,
            "input_cache_read", Rate.CACHE_READ,
            "input_cache_write", Rate.CACHE_WRITE_5M,
            "input_cache_write_1h", Rate.CACHE_WRITE_1H,
            "internal_reasoning", Rate.REASONING,
            "audio", Rate.AUDIO_INPUT,
            "audio_output", Rate.AUDIO_OUTPUT);
    private static final String FROM = "min_prompt_tokens";

    private final Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
    private final SortedMap<Long, Map<Rate, BigDecimal>> tiers = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private OpenRouterPrices() {}

    static PriceFinding of(JsonNode pricing) {
        for (Map.Entry<String, JsonNode> price : pricing.properties()) {
            if (price.getValue().isValueNode()
                    && Fields.decimal(pricing, price.getKey())
                                    .orElse(BigDecimal.ZERO)
                                    .signum()
                            < 0) {
                return new PriceFinding.Unusable(
                        SkipReason.DYNAMIC_PRICE,
                        price.getKey() + " is " + price.getValue().asText());
            }
        }
        for (String needed : List.of("prompt", "completion")) {
            if (!pricing.hasNonNull(needed)) {
                return new PriceFinding.Unusable(SkipReason.NO_PRICE, "no '" + needed + "' price");
            }
        }
        OpenRouterPrices prices = new OpenRouterPrices();
        prices.read(pricing);
        return new PriceFinding.Found(new Prices(prices.rates, prices.tiers), prices.leftOut);
    }

    private void read(JsonNode pricing) {
        for (Map.Entry<String, JsonNode> price : pricing.properties()) {
            if (price.getValue().isValueNode()) {
                price(rates, pricing, price.getKey());
            }
        }
        dropReasoningPricedAsOutput();
        Map<Rate, BigDecimal> inForce = new EnumMap<>(rates);
        List<JsonNode> overrides = new ArrayList<>();
        pricing.path("overrides").forEach(overrides::add);
        overrides.sort(Comparator.comparingLong(override -> Fields.tokens(override, FROM)));
        overrides.forEach(override -> override(inForce, override));
    }

    /** Where both cost the same, overrides name the output alone and mean both. */
    private void dropReasoningPricedAsOutput() {
        BigDecimal reasoning = rates.get(Rate.REASONING);
        BigDecimal output = rates.get(Rate.OUTPUT);
        if (reasoning != null && output != null && reasoning.compareTo(output) == 0) {
            rates.remove(Rate.REASONING);
        }
    }

    private void override(Map<Rate, BigDecimal> inForce, JsonNode override) {
        long from = Fields.tokens(override, FROM);
        if (from < 2 || override.has("utc_start") || override.has("utc_end")) {
            leftOut.add("overrides by time");
            return;
        }
        for (Map.Entry<String, JsonNode> price : override.properties()) {
            if (!price.getKey().equals(FROM)) {
                price(inForce, override, price.getKey());
            }
        }
        tiers.put(from - 1, new EnumMap<>(inForce));
    }

    private void price(Map<Rate, BigDecimal> into, JsonNode pricing, String name) {
        Optional<BigDecimal> stated = Fields.decimal(pricing, name);
        if (stated.isEmpty()) {
            return;
        }
        BigDecimal price = stated.get();
        if (price.signum() < 0) {
            throw new MalformedEntry("the override's '" + name + "' is negative");
        }
        if (TOKEN_PRICES.containsKey(name)) {
            into.put(TOKEN_PRICES.get(name), Prices.perMillion(price));
        } else if (name.equals("request")) {
            into.put(Rate.REQUEST, price);
        } else if (name.equals("image")) {
            image(into, price, Fields.decimal(pricing, "prompt"));
        } else if (price.signum() != 0 && !leftOut.contains(name)) {
            leftOut.add(name);
        }
    }

    /** An image that costs as much as a token is counted in tokens, so nothing is charged for it apiece. */
    private static void image(Map<Rate, BigDecimal> into, BigDecimal price, Optional<BigDecimal> prompt) {
        boolean inTokens = prompt.isPresent() && prompt.get().compareTo(price) == 0;
        if (!inTokens) {
            into.put(Rate.IMAGE, price);
        }
    }
}
