package dev.llmmarketplace.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.kernel.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final long DOLLAR = 1_000_000_000L;

    @Test
    void cachedTokensAreChargedAtTheirOwnPriceAndOnlyOnce() {
        // 2.50 in, 1.25 cached, 10.00 out per million: 1,000 fresh, 9,000 cached, 500 out.
        Rates rates = new Rates(
                5 * DOLLAR / 2, 5 * DOLLAR / 4, 5 * DOLLAR / 2, 5 * DOLLAR / 2, 10 * DOLLAR, 10 * DOLLAR, 0, 0, 0, 0);
        Usage usage = new Usage(1_000, 9_000, 0, 0, 500, 0, 0, 0, 0);

        assertThat(Cost.of(usage, book(rates, List.of()))).isEqualTo(usd("0.01875"));
    }

    @Test
    void reasoningTokensCostWhatTheBookSays() {
        Rates rates = new Rates(DOLLAR, DOLLAR, DOLLAR, DOLLAR, 4 * DOLLAR, 6 * DOLLAR, 0, 0, 0, 0);
        Usage usage = new Usage(0, 0, 0, 0, 100, 900, 0, 0, 0);

        assertThat(Cost.of(usage, book(rates, List.of()))).isEqualTo(usd("0.0058"));
    }

    @Test
    void theHighestTierPassedAppliesToTheWholeCall() {
        PriceBook.Tier tier = new PriceBook.Tier(200_000, Rates.perMillionTokens(2 * DOLLAR, 20 * DOLLAR));
        PriceBook prices = book(Rates.perMillionTokens(DOLLAR, 10 * DOLLAR), List.of(tier));

        assertThat(Cost.of(Usage.of(200_000, 0), prices)).isEqualTo(usd("0.2"));
        assertThat(Cost.of(Usage.of(200_001, 1_000), prices)).isEqualTo(usd("0.420002"));
    }

    @Test
    void aTierIsChosenByAllPromptTokensCachedOnesIncluded() {
        PriceBook.Tier tier = new PriceBook.Tier(100, Rates.perMillionTokens(2 * DOLLAR, 0));
        PriceBook prices = book(Rates.perMillionTokens(DOLLAR, 0), List.of(tier));

        assertThat(Cost.of(new Usage(1, 100, 0, 0, 0, 0, 0, 0, 0), prices)).isEqualTo(new Money(202_000, "USD"));
    }

    @Test
    void requestsAndImagesAreChargedApiece() {
        Rates rates = new Rates(0, 0, 0, 0, 0, 0, 0, 0, 40_000_000, 5_000_000);

        assertThat(Cost.of(new Usage(0, 0, 0, 0, 0, 0, 0, 0, 3), book(rates, List.of())))
                .isEqualTo(usd("0.125"));
    }

    @Test
    void aPriceOfAFractionOfANanoPerTokenIsExactOverAMillionTokens() {
        PriceBook prices = book(Rates.perMillionTokens(2_800_000, 37_500_000), List.of());

        assertThat(Cost.of(Usage.of(1_000_000, 1_000_000), prices)).isEqualTo(usd("0.0403"));
        assertThat(Cost.of(Usage.of(1, 0), prices)).isEqualTo(new Money(3, "USD"));
    }

    @Property
    void costIsTheExactSumRoundedHalfUpOnce(
            @ForAll @LongRange(min = 0, max = 1L << 40) long input,
            @ForAll @LongRange(min = 0, max = 1L << 30) long cached,
            @ForAll @LongRange(min = 0, max = 1L << 25) long output,
            @ForAll @LongRange(min = 0, max = 1L << 40) long inputPrice,
            @ForAll @LongRange(min = 0, max = 1L << 38) long outputPrice) {
        PriceBook prices = book(Rates.perMillionTokens(inputPrice, outputPrice), List.of());
        BigDecimal exact = BigDecimal.valueOf(input)
                .add(BigDecimal.valueOf(cached))
                .multiply(BigDecimal.valueOf(inputPrice))
                .add(BigDecimal.valueOf(output).multiply(BigDecimal.valueOf(outputPrice)))
                .movePointLeft(6)
                .setScale(0, RoundingMode.HALF_UP);

        if (exact.toBigInteger().bitLength() < Long.SIZE) {
            Usage usage = new Usage(input, cached, 0, 0, output, 0, 0, 0, 0);
            assertThat(Cost.of(usage, prices).nanos()).isEqualTo(exact.longValueExact());
        }
    }

    private static PriceBook book(Rates rates, List<PriceBook.Tier> tiers) {
        return new PriceBook(PricingModel.PER_TOKEN, "USD", rates, tiers, null);
    }

    private static Money usd(String amount) {
        return Money.of(new BigDecimal(amount), "USD");
    }
}
