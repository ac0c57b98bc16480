package dev.llmmarketplace.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.llmmarketplace.server.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object per line, for programs. */
final class JsonLines extends LineEncoder {
    @Override
    String line(ILoggingEvent event, String message, @Nullable String stackTrace) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", event.getInstant().toString());
        fields.put("level", event.getLevel().toString());
        fields.put("logger", event.getLoggerName());
        fields.put("thread", event.getThreadName());
        fields.put("message", message);
        fields.putAll(event.getMDCPropertyMap());
        if (stackTrace != null) {
            fields.put("error", stackTrace);
        }
        return Json.text(fields) + "\n";
    }
}
