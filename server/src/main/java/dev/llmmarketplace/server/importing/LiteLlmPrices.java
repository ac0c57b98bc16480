package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.Category;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LiteLLM's prices: dollars per token in members named after what they price. {@code …_above_200k_tokens} hold for
 * longer prompts, and what has no such member costs what it costs below. Prices of other service tiers (batches,
 * priority, flex) are passed over, as no call through this marketplace is billed by them.
 */
final class LiteLlmPrices {
    private static final Map<String, Rate> PER_TOKEN = Map.of(
            "input_cost_per_token", Rate.INPUT,
            "output_cost_per_token", Rate.OUTPUT,
            "input_cost_per_token_cache_hit", Rate.CACHE_READ,
            "cache_read_input_token_cost", Rate.CACHE_READ,
            "cache_creation_input_token_cost", Rate.CACHE_WRITE_5M,
            "cache_creation_input_token_cost_above_1hr", Rate.CACHE_WRITE_1H,
            "output_cost_per_reasoning_token", Rate.REASONING,
            "input_cost_per_audio_token", Rate.AUDIO_INPUT,
            "output_cost_per_audio_token", Rate.AUDIO_OUTPUT);
    private static final Map<String, Rate> APIECE = Map.of(
            "input_cost_per_image", Rate.IMAGE,
            "output_cost_per_image", Rate.IMAGE,
            "input_cost_per_query", Rate.REQUEST,
            "input_cost_per_request", Rate.REQUEST);
    private static final Pattern PRICE = Pattern.compile(".*(cost|pricing).*");
    private static final Pattern OTHER_TIER = Pattern.compile(".*_(batches|priority|flex)|.*_dbu_.*");
    private static final Pattern ABOVE = Pattern.compile("(.+)_above_(\\d+)k_tokens");

    private final JsonNode facts;
    private final Map<Rate, BigDecimal> rates = new EnumMap<>(Rate.class);
    private final SortedMap<Long, Map<Rate, BigDecimal>> stated = new TreeMap<>();
    private final List<String> leftOut = new ArrayList<>();

    private LiteLlmPrices(JsonNode facts) {
        this.facts = facts;
    }

    static PriceFinding of(JsonNode facts, Category category) {
        LiteLlmPrices prices = new LiteLlmPrices(facts);
        prices.read();
        return prices.finding(category);
    }

    private void read() {
        for (Map.Entry<String, JsonNode> member : facts.properties()) {
            String name = member.getKey();
            if (PRICE.matcher(name).matches() && !OTHER_TIER.matcher(name).matches()) {
                if (name.equals("tiered_pricing")) {
                    bands(member.getValue());
                } else if (member.getValue().isValueNode()) {
                    price(name, amount(facts, name));
                } else {
                    leave(name);
                }
            }
        }
    }

    private PriceFinding finding(Category category) {
        if (category == Category.EMBEDDINGS) {
            rates.putIfAbsent(Rate.OUTPUT, BigDecimal.ZERO);
        }
        boolean apiece = rates.containsKey(Rate.REQUEST) || rates.containsKey(Rate.IMAGE);
        boolean byToken = rates.containsKey(Rate.INPUT) && rates.containsKey(Rate.OUTPUT);
        boolean charged = rates.values().stream().anyMatch(price -> price.signum() > 0);
        if (!charged && !leftOut.isEmpty()) {
            return new PriceFinding.Unusable(SkipReason.UNIT_NOT_SUPPORTED, String.join(", ", leftOut));
        }
        if (!byToken && !apiece) {
            return new PriceFinding.Unusable(SkipReason.NO_PRICE, "no price of input and output tokens");
        }
        return new PriceFinding.Found(new Prices(rates, tiers()), leftOut);
    }

    private void price(String name, BigDecimal amount) {
        Matcher above = ABOVE.matcher(name);
        if (PER_TOKEN.containsKey(name)) {
            rates.put(PER_TOKEN.get(name), Prices.perMillion(amount));
        } else if (above.matches() && PER_TOKEN.containsKey(above.group(1))) {
            long threshold = Long.parseLong(above.group(2)) * 1000;
            stated.computeIfAbsent(threshold, none -> new EnumMap<>(Rate.class))
                    .put(PER_TOKEN.get(above.group(1)), Prices.perMillion(amount));
        } else if (APIECE.containsKey(name)) {
            rates.merge(APIECE.get(name), amount, BigDecimal::max);
        } else if (amount.signum() > 0) {
            leave(name);
        }
    }

    /** {@code [{"range":[0,256000],"input_cost_per_token":…},…]}. */
    private void bands(JsonNode bands) {
        for (JsonNode band : bands) {
            long from = band.path("range").path(0).asLong();
            Map<Rate, BigDecimal> into =
                    from == 0 ? rates : stated.computeIfAbsent(from, none -> new EnumMap<>(Rate.class));
            for (Map.Entry<String, JsonNode> price : band.properties()) {
                if (PER_TOKEN.containsKey(price.getKey())) {
                    into.put(PER_TOKEN.get(price.getKey()), Prices.perMillion(amount(band, price.getKey())));
                }
            }
        }
    }

    private SortedMap<Long, Map<Rate, BigDecimal>> tiers() {
        SortedMap<Long, Map<Rate, BigDecimal>> tiers = new TreeMap<>();
        Map<Rate, BigDecimal> inForce = new EnumMap<>(rates);
        stated.forEach((above, changes) -> {
            inForce.putAll(changes);
            tiers.put(above, new EnumMap<>(inForce));
        });
        return tiers;
    }

    private static BigDecimal amount(JsonNode node, String name) {
        BigDecimal amount = Fields.decimal(node, name).orElse(BigDecimal.ZERO);
        if (amount.signum() < 0) {
            throw new MalformedEntry("the price '" + name + "' is negative");
        }
        return amount;
    }

    private void leave(String name) {
        leftOut.add(name);
    }
}
