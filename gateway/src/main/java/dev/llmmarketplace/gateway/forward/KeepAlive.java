package dev.llmmarketplace.gateway.forward;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a {@code Keep-Alive} header (RFC 2068, 19.7.1.1): {@code timeout=5, max=100}. */
final class KeepAlive {
    private static final String TIMEOUT = "timeout=";
    /** So that we give a connection up before its provider does. */
    private static final long MARGIN = Duration.ofMillis(500).toNanos();

    private KeepAlive() {}

    /** How long the connection may be idle; no limit when the header says none. */
    static long nanos(@Nullable String header) {
        int at = header == null ? -1 : header.indexOf(TIMEOUT);
        if (header == null || at < 0) {
            return Long.MAX_VALUE;
        }
        long seconds = 0;
        for (int i = at + TIMEOUT.length(); i < header.length() && Character.isDigit(header.charAt(i)); i++) {
            seconds = Math.min(seconds * 10 + header.charAt(i) - '0', 1_000_000);
        }
        return Math.max(0, Duration.ofSeconds(seconds).toNanos() - MARGIN);
    }
}
