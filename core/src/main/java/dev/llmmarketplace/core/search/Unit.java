package dev.llmmarketplace.core.search;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** How a figure is written in questions and answers, and the whole number that it is compared by. */
public enum Unit {
    /** Dollars per million tokens; compared in nano-dollars. */
    PRICE(9),
    /** Per cent; compared in thousandths. */
    PERCENT(3),
    MILLISECONDS(0),
    /** Of 1 to 5; compared in hundredths. */
    STARS(2),
    COUNT(0),
    /** A date; compared in days since 1970. */
    DAY(0);

    private static final BigDecimal TINIEST = new BigDecimal("1e-9");

    private final int decimals;

    Unit(int decimals) {
        this.decimals = decimals;
    }

    int decimals() {
        return decimals;
    }

    /** As it is written: a plain decimal or an ISO date. */
    public String write(long value) {
        if (this == DAY) {
            return LocalDate.ofEpochDay(value).toString();
        }
        BigDecimal written = BigDecimal.valueOf(value, decimals).stripTrailingZeros();
        return written.signum() == 0 ? "0" : written.toPlainString();
    }

    /**
     * What {@link #write} wrote, or anybody else.
     *
     * @param rounding where the number has more decimals than are kept
     * @throws IllegalArgumentException when it is none; {@code java.time.DateTimeException} when it is no date
     */
    public long read(String text, RoundingMode rounding) {
        return this == DAY ? LocalDate.parse(text).toEpochDay() : whole(new BigDecimal(text), rounding);
    }

    /** A number with a million decimals is not written out: what is too small to be told from 0 is rounded at once. */
    private long whole(BigDecimal number, RoundingMode rounding) {
        if (number.abs().compareTo(TINIEST) < 0) {
            return rounding == RoundingMode.UP ? number.signum() : 0;
        }
        if (number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE, decimals)) > 0) {
            throw new IllegalArgumentException("too great a number");
        }
        return number.movePointRight(decimals).setScale(0, rounding).longValueExact();
    }
}
