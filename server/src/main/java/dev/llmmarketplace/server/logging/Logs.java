package dev.llmmarketplace.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.llmmarketplace.server.configuration.Configuration.LogFormat;
import dev.llmmarketplace.server.configuration.Configuration.Logging;
import org.slf4j.LoggerFactory;

/** Sets the log up as configured. It is one per process, whatever runs in it. */
public final class Logs {
    private Logs() {}

    public static void configure(Logging logging) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            LineEncoder encoder = logging.format() == LogFormat.JSON ? new JsonLines() : new ConsoleLines();
            write(context, encoder, Level.valueOf(logging.level().name()));
        }
    }

    /** Standard error: what a command prints for its caller goes to standard output and stays clean. */
    static void write(LoggerContext context, LineEncoder encoder, Level level) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
        root.setLevel(level);
        quieten(context, level);
    }

    /** Libraries tell about themselves at INFO; that is for whoever debugs them. */
    private static void quieten(LoggerContext context, Level level) {
        Level libraries = level.isGreaterOrEqual(Level.INFO) ? Level.WARN : level;
        for (String library : new String[] {"com.zaxxer", "io.netty", "io.vertx", "org.flywaydb", "com.networknt"}) {
            context.getLogger(library).setLevel(libraries);
        }
        // Lucene speaks through the JDK's log, which would write lines of its own form between ours.
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    }
}
