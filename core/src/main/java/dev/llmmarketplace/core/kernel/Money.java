package dev.llmmarketplace.core.kernel;

import java.math.BigDecimal;

/**
 * An amount of money in integer nano-units (10⁻⁹) of a currency. Overflow throws {@link ArithmeticException}; amounts of
 * different currencies never mix.
 *
 * @param nanos the amount, −9.2·10⁹ to 9.2·10⁹ whole units
 * @param currency ISO 4217 code, three upper-case letters
 */
public record Money(long nanos, String currency) implements Comparable<Money> {
    private static final int SCALE = 9;

    public Money {
        if (currency.length() != 3 || !currency.chars().allMatch(c -> c >= 'A' && c <= 'Z')) {
            throw new IllegalArgumentException("currency must be three upper-case letters, was '" + currency + "'");
        }
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Exact conversion of a decimal amount; more than nine decimals throw. */
    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount.movePointRight(SCALE).longValueExact(), currency);
    }

    public BigDecimal amount() {
        return BigDecimal.valueOf(nanos, SCALE);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(nanos, sameCurrency(other).nanos), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(nanos, sameCurrency(other).nanos), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(nanos), currency);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(nanos, sameCurrency(other).nanos);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " with " + other.currency);
        }
        return other;
    }

    @Override
    public String toString() {
        return amount().stripTrailingZeros().toPlainString() + " " + currency;
    }
}
