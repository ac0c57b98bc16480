package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PriceCeilingTest {
    @Test
    void noAmountIsTooLargeForTheCheapestPrice() {
        for (long price : new long[] {1, 1_000, 999_999, 1_000_000}) {
            assertThat(new PriceCeiling(5, price).outputFor(Long.MAX_VALUE)).isPositive();
        }
        assertThat(new PriceCeiling(5, 1_000).outputFor(7)).isEqualTo(2_000);
    }
}
