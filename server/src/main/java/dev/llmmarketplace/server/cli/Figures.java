package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Prices, money, counts and times as people read them. */
public final class Figures {
    private Figures() {}

    /** A price per million tokens: {@code 0.15}, {@code free}, or {@code -} when there is none. */
    static String price(JsonNode pricing, String rate) {
        return switch (pricing.path("model").asText()) {
            case "" -> "-";
            case "free" -> "free";
            case "subscription" -> "plan";
            default -> plain(pricing.path("rates").path(rate).asText("-"));
        };
    }

    /** At least two decimals, no superfluous ones, the currency's sign or code. */
    public static String money(JsonNode money) {
        BigDecimal amount = new BigDecimal(money.path("amount").asText("0")).stripTrailingZeros();
        BigDecimal shown = amount.scale() < 2 ? amount.setScale(2, RoundingMode.UNNECESSARY) : amount;
        String currency = money.path("currency").asText();
        return currency.equals("USD") ? "$" + shown.toPlainString() : shown.toPlainString() + " " + currency;
    }

    /** Tokens in short: {@code 128k}, {@code 1M}; {@code -} for what is not stated. */
    static String tokens(long count) {
        if (count <= 0) {
            return "-";
        }
        if (count >= 1_000_000) {
            return short1(count, 1_000_000) + "M";
        }
        return count >= 1000 ? short1(count, 1000) + "k" : Long.toString(count);
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** Milliseconds without false precision. */
    static String millis(double millis) {
        return millis == 0 ? "-" : String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
    }

    /** {@code 2026-11-01T12:30:00.123Z} as {@code 2026-11-01 12:30:00}. */
    static String time(JsonNode instant) {
        String text = instant.asText("");
        return text.length() < 19 ? text : text.substring(0, 10) + " " + text.substring(11, 19);
    }

    private static String plain(String decimal) {
        try {
            return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return decimal;
        }
    }

    private static String short1(long count, long unit) {
        return BigDecimal.valueOf(count)
                .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
