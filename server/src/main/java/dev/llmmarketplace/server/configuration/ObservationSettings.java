package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.configuration.Configuration.AccessTarget;
import dev.llmmarketplace.server.configuration.Configuration.LogFormat;
import dev.llmmarketplace.server.configuration.Configuration.LogLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What others learn of the process: logs, spans, how services keep what they promise. */
final class ObservationSettings {
    static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "log.format", Reading.choice(LogFormat.class), "console", "`console` for people, `json` for programs.");
    static final Setting<LogLevel> LOG_LEVEL =
            Setting.of("log.level", Reading.choice(LogLevel.class), "info", "How much is logged.");
    static final Setting<AccessTarget> LOG_ACCESS = Setting.of(
            "log.access",
            Reading.choice(AccessTarget.class),
            "off",
            "Where a line of JSON goes for each call and each refused one: `off`, `file` (`logs/access.jsonl` in the"
                    + " data directory, rolled daily and at 100 MB, kept for 30 days) or `stdout`.");
    static final Setting<List<String>> LOG_ACCESS_HEADERS = Setting.of(
            "log.access-headers",
            Reading.list("header names in lower case", Reading::isShowableHeader),
            "user-agent",
            "Headers of requests that access records show, redacted. Those with credentials cannot be shown.");
    static final Setting<String> TELEMETRY_ENDPOINT = Setting.of(
            "telemetry.otlp.endpoint",
            Reading.text("empty, or http(s)://host:port", Reading::isHttpUrl),
            "",
            "An OpenTelemetry collector that takes OTLP over HTTP. Empty: no spans, and trace contexts are passed on as"
                    + " they came.");
    static final Setting<Map<String, Secret>> TELEMETRY_HEADERS = Setting.of(
                    "telemetry.otlp.headers",
                    Reading.headers(),
                    "",
                    "Sent with every batch of spans, for example `authorization=Bearer%20…`. Values are"
                            + " percent-decoded.")
            .keptSecret();
    static final Setting<Integer> TELEMETRY_SAMPLE = Setting.of(
            "telemetry.sample-percent",
            Reading.integer(0, 100),
            "10",
            "Of the traces that begin here, how many are exported. A caller's decision is kept; calls that fail or are"
                    + " slow are always exported.");
    static final Setting<Duration> TELEMETRY_SLOW = Setting.of(
            "telemetry.slow",
            Reading.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            "30s",
            "Calls that take as long are always exported.");
    static final Setting<Duration> SLA_SWEEP = Setting.of(
            "sla.sweep",
            Reading.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "5m",
            "How often services are compared with what they promise.");

    private ObservationSettings() {}
}
