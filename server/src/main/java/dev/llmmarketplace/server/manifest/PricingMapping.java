package dev.llmmarketplace.server.manifest;

import static java.util.Objects.requireNonNullElse;

import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.server.json.Pointer;
import dev.llmmarketplace.server.manifest.ManifestBody.PricingBody;
import dev.llmmarketplace.server.manifest.ManifestBody.ProvenanceBody;
import dev.llmmarketplace.server.manifest.ManifestBody.RatesBody;
import dev.llmmarketplace.server.manifest.ManifestBody.TierBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the price book: decimals become nano-units, exactly, and what is not priced apart costs the same as its side. */
final class PricingMapping {
    private static final int NANO_DECIMALS = 9;

    private final List<Violation> violations;

    private PricingMapping(List<Violation> violations) {
        this.violations = violations;
    }

    /** Empty when there is none, or when it contradicts itself. */
    static Optional<PriceBook> priceBook(@Nullable PricingBody body, List<Violation> violations) {
        return body == null ? Optional.empty() : new PricingMapping(violations).book(body);
    }

    private Optional<PriceBook> book(PricingBody body) {
        int before = violations.size();
        PricingModel model = ManifestMapping.wire(PricingModel.class, body.model());
        Rates rates = rates(requireNonNullElse(body.rates(), RatesBody.NONE), "/pricing/rates");
        List<PriceBook.Tier> tiers = tiers(requireNonNullElse(body.tiers(), List.of()));
        boolean charges =
                !rates.free() || tiers.stream().anyMatch(tier -> !tier.rates().free());
        if (model == PricingModel.FREE && charges) {
            violations.add(ManifestRule.FREE_WITHOUT_RATES.broken(
                    "/pricing/rates",
                    "absent with the model free",
                    "there are prices",
                    "Take them out, or choose per-token or per-request."));
        }
        return violations.size() > before
                ? Optional.empty()
                : Optional.of(new PriceBook(
                        model,
                        requireNonNullElse(body.currency(), "USD"),
                        rates,
                        tiers,
                        provenance(body.provenance())));
    }

    private List<PriceBook.Tier> tiers(List<TierBody> bodies) {
        List<PriceBook.Tier> tiers = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            String pointer = Pointer.item("/pricing/tiers", i) + "/rates";
            tiers.add(new PriceBook.Tier(
                    bodies.get(i).aboveInputTokens(), rates(bodies.get(i).rates(), pointer)));
        }
        return tiers;
    }

    private Rates rates(RatesBody body, String pointer) {
        long input = nanos(body.input(), 0, pointer + "/input");
        long output = nanos(body.output(), 0, pointer + "/output");
        return new Rates(
                input,
                nanos(body.cacheRead(), input, pointer + "/cacheRead"),
                nanos(body.cacheWrite5m(), input, pointer + "/cacheWrite5m"),
                nanos(body.cacheWrite1h(), input, pointer + "/cacheWrite1h"),
                output,
                nanos(body.reasoning(), output, pointer + "/reasoning"),
                nanos(body.audioInput(), input, pointer + "/audioInput"),
                nanos(body.audioOutput(), output, pointer + "/audioOutput"),
                nanos(body.image(), 0, pointer + "/image"),
                nanos(body.request(), 0, pointer + "/request"));
    }

    private long nanos(@Nullable BigDecimal price, long otherwise, String pointer) {
        if (price == null) {
            return otherwise;
        }
        if (price.stripTrailingZeros().scale() > NANO_DECIMALS) {
            violations.add(ManifestRule.PRICE_WITHIN_NANOS.broken(
                    pointer, "at most nine decimals", "was " + price.toPlainString(), "Round the price."));
            return 0;
        }
        return price.movePointRight(NANO_DECIMALS).longValueExact();
    }

    private static PriceBook.@Nullable Provenance provenance(@Nullable ProvenanceBody body) {
        return body == null ? null : new PriceBook.Provenance(body.source(), body.reference(), body.asOf());
    }
}
