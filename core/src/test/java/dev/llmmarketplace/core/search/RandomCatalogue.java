package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.ComplianceLevel;
import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Protocol;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.ranking.TrackRecord;
import dev.llmmarketplace.core.search.ranking.TrackRecords;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
    private static final List<Long> PRICES = List.of(0L, 100L, 250L, 60_000_000L, 1_000_000_000L, 400_000_000_000L);
    private static final List<String> CERTIFICATIONS = List.of("SOC2", "ISO27001", "C5");
    private static final List<Optional<Integer>> RETENTIONS =
            List.of(Optional.empty(), Optional.of(0), Optional.of(30), Optional.of(365));
    private static final List<Optional<String>> LICENCES =
            List.of(Optional.empty(), Optional.of("MIT"), Optional.of("Apache-2.0"));
    private static final List<String> MODELS = List.of("llama", "qwen", "gpt");
    private static final List<String> AVAILABILITIES = List.of("90", "99.5", "99.9", "99.99");
    private static final List<Long> LATENCIES = List.of(200L, 1000L, 15_000L);
    private static final List<String> DAYS = List.of("2017-05-01", "2024-12-31", "2025-01-01", "2026-02-28");
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
                .prices(prices(random))
                .outputTokens(one(random, CONTEXTS))
                .certified(some(random, CERTIFICATIONS).toArray(String[]::new))
                .privacy(random.nextBoolean(), random.nextInt(4) == 0)
                .retention(one(random, RETENTIONS).orElse(null))
                .licence(one(random, LICENCES).orElse(null))
                .model(one(random, MODELS))
                .protocol(one(random, List.of(Protocol.values())))
                .availability(one(random, AVAILABILITIES))
                .latency(Duration.ofMillis(one(random, LATENCIES)))
                .released(one(random, DAYS));
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
        Map<Trait, Set<String>> traits = new EnumMap<>(Trait.class);
        for (Trait trait : Trait.values()) {
            if (random.nextInt(9) == 0) {
                traits.put(trait, some(random, words(trait)));
            }
        }
        Map<Figure, Range> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            if (random.nextInt(8) == 0) {
                figures.put(figure, range(random, figure));
            }
        }
        return new Filters(traits, figures);
    }

    /** Of about half of the services; not all figures of each. */
    static TrackRecords records(Random random, List<ServiceVersion> services) {
        Map<ServiceId, TrackRecord> records = new HashMap<>();
        for (ServiceVersion service : services) {
            if (random.nextBoolean()) {
                boolean timed = random.nextBoolean();
                boolean rated = random.nextBoolean();
                records.put(
                        service.service(),
                        new TrackRecord(
                                random.nextInt(20_000),
                                rated ? 1 + random.nextInt(17) / 4.0 : null,
                                rated ? 1 + random.nextInt(200) : 0,
                                timed ? (double) random.nextInt(2_000) : null,
                                timed ? (double) random.nextInt(9_000) : null,
                                random.nextDouble(),
                                88 + random.nextInt(120) / 10.0));
            }
        }
        return new TrackRecords(records, some(random, PROVIDERS));
    }

    private static List<String> words(Trait trait) {
        return switch (trait) {
            case PROVIDER -> PROVIDERS;
            case TAG -> TAGS;
            case CAPABILITY -> CAPABILITIES;
            case PARAMETER -> PARAMETERS;
            case CERTIFICATION -> CERTIFICATIONS;
            case RESIDENCY -> List.of("DE", "US", "ZZ", "EU");
            case LICENCE -> List.of("MIT", "GPL-3.0");
            case MODEL -> MODELS;
            default -> List.copyOf(new TreeSet<>(trait.words()));
        };
    }

    private static Range range(Random random, Figure figure) {
        long first = value(random, figure);
        long second = value(random, figure);
        return switch (random.nextInt(4)) {
            case 0 -> Range.atLeast(first);
            case 1 -> new Range(Math.min(first, second), Math.max(first, second));
            default -> Range.atMost(first);
        };
    }

    private static long value(Random random, Figure figure) {
        return switch (figure) {
            case INPUT_PRICE, OUTPUT_PRICE, BLENDED_PRICE -> one(random, PRICES);
            case CONTEXT, OUTPUT_TOKENS -> one(random, CONTEXTS);
            case RETENTION_DAYS -> random.nextInt(400);
            case AVAILABILITY -> 89_000 + random.nextInt(11_000);
            case LATENCY -> one(random, LATENCIES);
            case MEASURED_LATENCY -> random.nextInt(9_000);
            case UPTIME -> 89_000 + random.nextInt(11_000);
            case RATING -> 100 + random.nextInt(400);
            case RELEASED, UPDATED -> LocalDate.parse(one(random, DAYS)).toEpochDay();
        };
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
}
