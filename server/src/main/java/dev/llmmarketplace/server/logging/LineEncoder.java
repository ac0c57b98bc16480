package dev.llmmarketplace.server.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes one event as one redacted piece of text. */
abstract class LineEncoder extends EncoderBase<ILoggingEvent> {
    /** @param stackTrace null when nothing was thrown */
    abstract String line(ILoggingEvent event, String message, @Nullable String stackTrace);

    @Override
    public final byte[] encode(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        String trace = thrown == null ? null : Redaction.of(ThrowableProxyUtil.asString(thrown));
        return line(event, Redaction.of(event.getFormattedMessage()), trace).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public final byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public final byte[] footerBytes() {
        return new byte[0];
    }
}
