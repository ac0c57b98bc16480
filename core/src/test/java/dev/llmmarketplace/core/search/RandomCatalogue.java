package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Listings and filters of all sorts, drawn from few values, so that they meet. */
final class RandomCatalogue {
    private static final List<String> PROVIDERS = List.of("acme", "best", "cheap", "deep");
    private static final List<String> TAGS = List.of("chat", "vision", "code", "legal", "small");
    private static final List<String> CAPABILITIES = List.of("chat", "tools", "json", "rerank");
    private static final List<String> PARAMETERS = List.of("temperature", "top_p", "seed", "tools");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "US", "EU");
    private static final List<String> WORDS =
            List.of("fast", "cheap", "vision", "contract", "car", "model", "translates", "recipe", "invoice");
    private static final List<Long> PRICES = List.of(0L, 100L, 250L, 1000L, 4000L);
    private static final List<Long> CONTEXTS = List.of(0L, 4096L, 32_000L, 128_000L);

    private RandomCatalogue() {}

    static List<ServiceVersion> services(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> listing(random, number).build())
                .toList();
    }

    private static Listing listing(Random random, int number) {
        Listing listing = Listing.of(one(random, PROVIDERS) + "/service-" + number)
                .description(one(random, WORDS) + " " + one(random, WORDS) + " " + one(random, WORDS))
                .category(one(random, List.of(Category.values())))
                .tags(some(random, TAGS).toArray(String[]::new))
                .capability(one(random, CAPABILITIES), one(random, WORDS))
                .parameters(some(random, PARAMETERS).toArray(String[]::new))
                .inputs(some(random, List.of(Modality.values())))
                .outputs(some(random, List.of(Modality.values())))
                .level(one(random, List.of(ComplianceLevel.values())))
                .residency(some(random, COUNTRIES).toArray(String[]::new))
                .context(one(random, CONTEXTS))
                .prices(prices(random));
        if (random.nextInt(4) == 0) {
            listing.notCallable();
        }
        return random.nextInt(6) == 0 ? listing.deprecated() : listing;
    }

    private static @Nullable PriceBook prices(Random random) {
        Rates perToken = Rates.perMillionTokens(one(random, PRICES), one(random, PRICES));
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new PriceBook(PricingModel.FREE, "USD", Rates.perMillionTokens(0, 0), List.of(), null);
            case 2 -> new PriceBook(PricingModel.PER_REQUEST, "USD", Rates.perRequest(5), List.of(), null);
            case 3 -> new PriceBook(PricingModel.PER_TOKEN, "EUR", perToken, List.of(), null);
            default -> new PriceBook(PricingModel.PER_TOKEN, "USD", perToken, List.of(), null);
        };
    }

    /** Empty, one word, several, or a misspelt one. */
    static String text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> one(random, WORDS);
            case 2 -> one(random, WORDS) + " " + one(random, WORDS) + " automobile";
            default -> one(random, WORDS).substring(1);
        };
    }

    static Filters filters(Random random) {
        return new Filters(
                maybe(random, List.of(Category.values())),
                maybe(random, PROVIDERS),
                maybe(random, TAGS),
                maybe(random, CAPABILITIES),
                maybe(random, PARAMETERS),
                maybe(random, List.of(Modality.values())),
                maybe(random, List.of(Modality.values())),
                maybe(random, List.of(PricingModel.values())),
                maybe(random, List.of(ComplianceLevel.values())),
                maybe(random, List.of("DE", "US", "ZZ")),
                random.nextInt(6) == 0 ? one(random, PRICES) : null,
                random.nextInt(6) == 0 ? one(random, PRICES) : null,
                random.nextInt(6) == 0 ? one(random, CONTEXTS) : null,
                random.nextInt(8) == 0,
                random.nextInt(6) == 0);
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static <T> Set<T> some(Random random, List<T> values) {
        Set<T> some = new HashSet<>();
        values.forEach(value -> {
            if (random.nextInt(3) == 0) {
                some.add(value);
            }
        });
        return some;
    }

    private static <T> Set<T> maybe(Random random, List<T> values) {
        return random.nextInt(5) == 0 ? some(random, values) : Set.of();
    }
}
