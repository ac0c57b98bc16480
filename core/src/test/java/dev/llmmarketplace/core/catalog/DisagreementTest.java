package dev.llmmarketplace.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DisagreementTest {
    private static final LocalDate DAY = LocalDate.of(2026, 8, 1);
    private static final long DOLLAR = 1_000_000_000;

    @Test
    void aDifferenceOfMoreThanTheThresholdIsTold() {
        assertThat(Disagreement.among(List.of(stated("b", 110, 0), stated("a", 100, 0)), 10))
                .isEmpty();
        assertThat(Disagreement.among(List.of(stated("b", 111, 0), stated("a", 100, 0)), 10))
                .first()
                .satisfies(found -> {
                    assertThat(found.field()).isEqualTo("pricing.rates.input");
                    assertThat(found.percent()).isEqualByComparingTo("11");
                    assertThat(found.stated())
                            .extracting(each -> each.provenance().source() + " " + each.value())
                            .containsExactly("a 100", "b 111");
                });
    }

    @Test
    void freeAndPricedDisagreeWhateverTheThreshold() {
        assertThat(Disagreement.among(List.of(stated("a", 0, 0), stated("b", 1, 0)), 1_000))
                .first()
                .satisfies(found -> assertThat(found.percent()).isNull());
    }

    @Test
    void aLimitThatIsNotStatedIsNotDisputed() {
        assertThat(Disagreement.among(List.of(stated("a", 1, 0), stated("b", 1, 128_000)), 10))
                .isEmpty();
        assertThat(Disagreement.among(List.of(stated("a", 1, 64_000), stated("b", 1, 128_000)), 10))
                .extracting(Disagreement::field)
                .containsExactly("limits.contextTokens");
    }

    @Test
    void currenciesAreNotCompared() {
        SourceStatement euros = new SourceStatement(
                new PriceBook.Provenance("b", "x", DAY), book("b", 900, "EUR"), new Limits(0, 0), Instant.EPOCH);
        assertThat(Disagreement.among(List.of(stated("a", 1, 0), euros), 10)).isEmpty();
    }

    private static SourceStatement stated(String source, long dollars, long context) {
        return new SourceStatement(
                new PriceBook.Provenance(source, "x", DAY),
                book(source, dollars, "USD"),
                new Limits(context, 0),
                Instant.EPOCH);
    }

    private static PriceBook book(String source, long dollars, String currency) {
        return new PriceBook(
                PricingModel.PER_TOKEN,
                currency,
                Rates.perMillionTokens(dollars * DOLLAR, 0),
                List.of(),
                new PriceBook.Provenance(source, "x", DAY));
    }
}
