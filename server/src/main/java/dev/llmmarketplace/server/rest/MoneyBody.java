package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.Money;
import java.math.BigDecimal;

/**
 * Money on the wire.
 *
 * @param amount decimal, never in exponents
 */
public record MoneyBody(String amount, String currency) {
    public static MoneyBody from(Money money) {
        return new MoneyBody(decimal(money.nanos()), money.currency());
    }

    /** Nano-units as a decimal of whole units. */
    public static String decimal(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }

    public Money toMoney() {
        return Money.of(new BigDecimal(amount), currency);
    }
}
