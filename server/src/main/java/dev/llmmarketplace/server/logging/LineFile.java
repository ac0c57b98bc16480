package dev.llmmarketplace.server.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where lines go that are not the log's: a file that is rolled, or standard output. Thread-safe. */
public final class LineFile implements AutoCloseable {
    private static final FileSize MOST = FileSize.valueOf("100MB");
    private static final FileSize MOST_IN_ALL = FileSize.valueOf("10GB");
    private static final int DAYS_KEPT = 30;

    private final LoggerContext context = new LoggerContext();
    private final OutputStreamAppender<String> appender;

    private LineFile(OutputStreamAppender<String> appender) {
        this.appender = appender;
        Lines lines = new Lines();
        lines.setContext(context);
        lines.start();
        appender.setContext(context);
        appender.setEncoder(lines);
    }

    /** A new file each day and after 100 MB; older ones are compressed, kept for 30 days and to 10 GB in all. */
    public static LineFile rolling(Path file) {
        RollingFileAppender<String> appender = new RollingFileAppender<>();
        LineFile made = new LineFile(appender);
        appender.setFile(file.toString());
        SizeAndTimeBasedRollingPolicy<String> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(made.context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(MOST);
        policy.setTotalSizeCap(MOST_IN_ALL);
        policy.setMaxHistory(DAYS_KEPT);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(policy);
        appender.start();
        return made;
    }

    public static LineFile standardOutput() {
        ConsoleAppender<String> appender = new ConsoleAppender<>();
        LineFile made = new LineFile(appender);
        appender.setTarget("System.out");
        appender.start();
        return made;
    }

    /** @param line without its end */
    public void append(String line) {
        appender.doAppend(line);
    }

    @Override
    public void close() {
        appender.stop();
        context.stop();
    }

    private static final class Lines extends EncoderBase<String> {
        @Override
        public byte[] headerBytes() {
            return new byte[0];
        }

        @Override
        public byte[] encode(String line) {
            return (line + "\n").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] footerBytes() {
            return new byte[0];
        }
    }
}
