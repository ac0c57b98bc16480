package dev.llmmarketplace.core.catalog;

import java.util.Currency;
import java.util.HashSet;
import java.util.Set;

/** Price and price model say the same, in a currency that exists. */
final class PricingRules {
    private PricingRules() {}

    static void check(ServiceManifest manifest, Findings found) {
        PriceBook book = manifest.pricing();
        if (book == null) {
            found.add(
                    ManifestRule.PRICING_STATED,
                    "/pricing",
                    "stated",
                    "is missing",
                    "The version waits for approval, which is refused until a version with prices is published.");
            return;
        }
        checkCurrency(book.currency(), found);
        checkModel(book, found);
        checkCachePrice(book.rates(), found);
        checkTiers(book, manifest.limits(), found);
    }

    private static void checkCurrency(String code, Findings found) {
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
        if (!known) {
            found.add(
                    ManifestRule.CURRENCY_KNOWN,
                    "/pricing/currency",
                    "an ISO 4217 code",
                    "was " + code,
                    "Write for example USD or EUR.");
        }
    }

    private static void checkModel(PriceBook book, Findings found) {
        switch (book.model()) {
            case PER_TOKEN -> requirePerToken(book.rates(), found);
            case PER_REQUEST -> requirePerRequest(book.rates(), found);
            case SUBSCRIPTION -> requireNoRates(book, found);
            case FREE -> {} // a free book with prices cannot be made
        }
    }

    private static void requirePerToken(Rates rates, Findings found) {
        if (!pricesTokens(rates)) {
            found.add(
                    ManifestRule.PER_TOKEN_PRICED,
                    "/pricing/rates",
                    "at least one price of tokens above 0 with the model per-token",
                    "there is none",
                    "State input and output per million tokens, or choose the model free.");
        }
    }

    private static void requirePerRequest(Rates rates, Findings found) {
        if (rates.request() == 0) {
            found.add(
                    ManifestRule.PER_REQUEST_PRICED,
                    "/pricing/rates/request",
                    "above 0 with the model per-request",
                    "is missing or 0",
                    "State the price of a call, or choose another model.");
        }
        if (pricesTokens(rates)) {
            found.add(
                    ManifestRule.PER_REQUEST_ONLY,
                    "/pricing/rates",
                    "free of token prices with the model per-request",
                    "tokens have a price",
                    "Take the token prices out, or choose the model per-token, which may hold a price per call too.");
        }
    }

    private static void requireNoRates(PriceBook book, Findings found) {
        if (!book.rates().free() || !book.tiers().isEmpty()) {
            found.add(
                    ManifestRule.SUBSCRIPTION_WITHOUT_RATES,
                    "/pricing/rates",
                    "absent with the model subscription: calls cost nothing beyond the plan",
                    "there are prices",
                    "Take them out, or choose per-token or per-request.");
        }
    }

    private static boolean pricesTokens(Rates rates) {
        return !new Rates(
                        rates.input(),
                        rates.cacheRead(),
                        rates.cacheWrite5m(),
                        rates.cacheWrite1h(),
                        rates.output(),
                        rates.reasoning(),
                        rates.audioInput(),
                        rates.audioOutput(),
                        rates.image(),
                        0)
                .free();
    }

    private static void checkCachePrice(Rates rates, Findings found) {
        if (rates.cacheRead() > rates.input()) {
            found.add(
                    ManifestRule.CACHE_PRICE_LOWER,
                    "/pricing/rates/cacheRead",
                    "at most input",
                    "reading from the cache costs more than not reading from it",
                    "Check the two prices.");
        }
    }

    private static void checkTiers(PriceBook book, Limits limits, Findings found) {
        Set<Long> thresholds = new HashSet<>();
        for (int i = 0; i < book.tiers().size(); i++) {
            long threshold = book.tiers().get(i).aboveInputTokens();
            if (!thresholds.add(threshold)) {
                found.add(
                        ManifestRule.TIERS_DIFFER,
                        "/pricing/tiers",
                        "tiers with different thresholds",
                        "two begin above " + threshold,
                        "Merge them.");
            }
            if (limits.contextTokens() > 0 && threshold >= limits.contextTokens()) {
                found.add(
                        ManifestRule.TIERS_WITHIN_CONTEXT,
                        "/pricing/tiers",
                        "thresholds below contextTokens",
                        "no prompt is longer than " + threshold,
                        "Take the tier out or raise limits.contextTokens.");
            }
        }
    }
}
