package dev.llmmarketplace.server;

import dev.llmmarketplace.adapters.otlp.OtlpSpanExporter;
import dev.llmmarketplace.server.configuration.Configuration;
import dev.llmmarketplace.server.logging.LineFile;
import dev.llmmarketplace.server.telemetry.AccessLog;
import dev.llmmarketplace.server.telemetry.Spans;
import dev.llmmarketplace.server.telemetry.Telemetry;
import java.util.Optional;

/** Switches on what is configured of spans and access records; OpenTelemetry is not even loaded otherwise. */
final class Watchers {
    private static final double PERCENT = 100;

    private Watchers() {}

    static Telemetry open(Configuration configuration, Installation installation) {
        Configuration.Telemetry settings = configuration.telemetry();
        Optional<Spans> spans = settings.endpoint()
                .map(endpoint -> new Spans(
                        OtlpSpanExporter.to(
                                endpoint,
                                settings.headers(),
                                installation.directory().instance()),
                        settings.samplePercent() / PERCENT,
                        settings.slow()));
        return new Telemetry(spans, accessLog(configuration.log(), installation));
    }

    private static Optional<AccessLog> accessLog(Configuration.Logging log, Installation installation) {
        return switch (log.access()) {
            case OFF -> Optional.empty();
            case FILE ->
                Optional.of(new AccessLog(
                        LineFile.rolling(
                                installation.directory().root().resolve("logs").resolve("access.jsonl")),
                        log.accessHeaders()));
            case STDOUT -> Optional.of(new AccessLog(LineFile.standardOutput(), log.accessHeaders()));
        };
    }
}
