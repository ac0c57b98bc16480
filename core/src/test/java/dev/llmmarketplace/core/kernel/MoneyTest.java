package dev.llmmarketplace.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Test
    void amountsConvertExactly() {
        assertThat(Money.of(new BigDecimal("0.000000075"), "USD")).isEqualTo(new Money(75, "USD"));
        assertThat(new Money(1_500_000_000, "EUR").amount()).isEqualByComparingTo("1.5");
        assertThat(new Money(1_500_000_000, "EUR")).hasToString("1.5 EUR");
    }

    @Test
    void moreThanNineDecimalsAreRefusedRatherThanRounded() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Money.of(new BigDecimal("0.0000000001"), "USD"));
    }

    @Test
    void overflowThrows() {
        Money most = new Money(Long.MAX_VALUE, "USD");
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.plus(new Money(1, "USD")));
    }

    @Test
    void currenciesDoNotMix() {
        Money dollar = new Money(1, "USD");
        assertThatIllegalArgumentException().isThrownBy(() -> dollar.plus(new Money(1, "EUR")));
        assertThatIllegalArgumentException().isThrownBy(() -> dollar.compareTo(new Money(1, "EUR")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, "usd"));
    }

    @Property
    void subtractingWhatWasAddedGivesTheSame(@ForAll int a, @ForAll int b) {
        Money left = new Money(a, "USD");
        Money right = new Money(b, "USD");
        assertThat(left.plus(right).minus(right)).isEqualTo(left);
        assertThat(left.minus(right)).isEqualTo(right.minus(left).negated());
    }
}
