package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.Modality;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What people ask of a service besides what it is about, in the several ways in which they say it, and what is right by the
 * manifest itself, without anything of the index.
 */
enum ConstraintKind {
    CONTEXT {
        @Override
        Constraint draw(Random random) {
            int thousands = one(random, List.of(32, 64, 128, 200, 400));
            String words = one(
                    random,
                    List.of(
                            "at least %dk context",
                            "a context window of at least %dk tokens", "%dk context or more", "context of %dk+"));
            return new Constraint(
                    String.format(words, thousands),
                    manifest -> manifest.limits().contextTokens() >= thousands * 1000L);
        }
    },
    OUTPUT_LENGTH {
        @Override
        Constraint draw(Random random) {
            int thousands = one(random, List.of(8, 16, 32, 64));
            String words = one(random, List.of("at least %dk output tokens", "max output of %dk or more"));
            return new Constraint(
                    String.format(words, thousands),
                    manifest -> manifest.limits().outputTokens() >= thousands * 1000L);
        }
    },
    INPUT_PRICE {
        @Override
        Constraint draw(Random random) {
            int cents = one(random, List.of(10, 25, 50, 100, 200));
            return one(
                    random,
                    List.of(
                            priced("under $" + dollars(cents) + " per million", Rates::input, cents, false),
                            priced("input price at most $" + dollars(cents), Rates::input, cents, true),
                            priced("below " + cents + " cents per million input tokens", Rates::input, cents, false),
                            priced("up to " + dollars(cents) + " dollars per 1M", Rates::input, cents, true)));
        }
    },
    OUTPUT_PRICE {
        @Override
        Constraint draw(Random random) {
            int cents = one(random, List.of(50, 100, 300, 500, 1000));
            return one(
                    random,
                    List.of(
                            priced("output under $" + dollars(cents) + " per million", Rates::output, cents, false),
                            priced(
                                    "at most $" + dollars(cents) + " per million output tokens",
                                    Rates::output,
                                    cents,
                                    true)));
        }
    },
    TOOLS {
        @Override
        Constraint draw(Random random) {
            return new Constraint(
                    one(random, List.of("with tools", "function calling", "tool use")),
                    manifest -> takes(manifest, Set.of("tools", "tool_choice", "functions"))
                            || offers(manifest, Set.of("tools", "tool-calling", "function-calling")));
        }
    },
    REASONING {
        @Override
        Constraint draw(Random random) {
            return new Constraint(
                    one(random, List.of("with reasoning", "reasoning")),
                    manifest ->
                            takes(manifest, Set.of("reasoning", "include_reasoning", "reasoning_effort", "thinking"))
                                    || offers(manifest, Set.of("reasoning", "thinking")));
        }
    },
    VISION {
        @Override
        Constraint draw(Random random) {
            return new Constraint(
                    one(random, List.of("vision", "image input", "accepts images")),
                    manifest -> manifest.modalities().input().contains(Modality.IMAGE)
                            || offers(manifest, Set.of("vision")));
        }
    },
    FREE {
        @Override
        Constraint draw(Random random) {
            return new Constraint(one(random, List.of("free", "at no cost")), ConstraintKind::costsNothing);
        }
    },
    RELEASE {
        @Override
        Constraint draw(Random random) {
            int year = one(random, List.of(2024, 2025, 2026));
            return one(
                    random,
                    List.of(
                            new Constraint("released after " + (year - 1), manifest -> since(manifest, year)),
                            new Constraint("since " + year, manifest -> since(manifest, year)),
                            new Constraint(
                                    "released in " + year,
                                    manifest -> since(manifest, year) && !since(manifest, year + 1))));
        }
    };

    private static final long NANOS_PER_CENT = 10_000_000;

    /** @param right whether a service is meant */
    record Constraint(String words, Predicate<ServiceManifest> right) {}

    abstract Constraint draw(Random random);

    private static <T> T one(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String dollars(int cents) {
        return cents % 100 == 0 ? Integer.toString(cents / 100) : "0." + String.format("%02d", cents % 100);
    }

    private static Constraint priced(String words, ToLongFunction<Rates> side, int cents, boolean inclusive) {
        long most = cents * NANOS_PER_CENT - (inclusive ? 0 : 1);
        return new Constraint(words, manifest -> {
            PriceBook prices = manifest.pricing();
            return prices != null
                    && prices.currency().equals("USD")
                    && (prices.model() == PricingModel.PER_TOKEN || prices.model() == PricingModel.FREE)
                    && side.applyAsLong(prices.rates()) <= most;
        });
    }

    private static boolean costsNothing(ServiceManifest manifest) {
        PriceBook prices = manifest.pricing();
        return prices != null
                && prices.rates().free()
                && prices.tiers().stream().allMatch(tier -> tier.rates().free());
    }

    private static boolean since(ServiceManifest manifest, int year) {
        LocalDate released = manifest.releasedOn();
        return released != null && released.getYear() >= year;
    }

    private static boolean takes(ServiceManifest manifest, Set<String> parameters) {
        return manifest.supportedParameters().stream().anyMatch(parameters::contains);
    }

    private static boolean offers(ServiceManifest manifest, Set<String> words) {
        return manifest.tags().stream().anyMatch(words::contains)
                || manifest.capabilities().stream().anyMatch(capability -> words.contains(capability.name()));
    }
}
