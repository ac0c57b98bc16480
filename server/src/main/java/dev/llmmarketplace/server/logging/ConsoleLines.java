package dev.llmmarketplace.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Lines for people. */
final class ConsoleLines extends LineEncoder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

    @Override
    String line(ILoggingEvent event, String message, @Nullable String stackTrace) {
        String logger = event.getLoggerName();
        String request = event.getMDCPropertyMap().get("requestId");
        return TIME.format(event.getInstant())
                + " "
                + event.getLevel()
                + " "
                + logger.substring(logger.lastIndexOf('.') + 1)
                + (request == null ? "" : " [" + request + "]")
                + ": "
                + message
                + "\n"
                + (stackTrace == null ? "" : stackTrace);
    }
}
