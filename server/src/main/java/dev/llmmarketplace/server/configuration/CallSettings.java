package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.server.configuration.Configuration.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The data plane: its journal, its cache, its way to providers, its limits. */
final class CallSettings {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final Setting<Sync> METERING_SYNC = Setting.of(
            "metering.sync",
            Reading.choice(Sync.class),
            "interval",
            "When the usage journal is forced to disk: `interval` every 10 ms, so that a power cut loses at most that"
                    + " (a killed process loses nothing), or `always` before each answer.");
    static final Setting<Integer> METERING_SEGMENT = Setting.of(
            "metering.segment-mebibytes",
            Reading.integer(1, 1024),
            "16",
            "Size of a file of the usage journal. Two for each event loop always exist, so that calls find room also"
                    + " when the disk is full; a call takes about 250 bytes.");
    static final Setting<Integer> CACHE_MEBIBYTES = Setting.of(
            "gateway.cache-mebibytes",
            Reading.integer(0, 16_384),
            "64",
            "Memory for answers that are given again, of organisations that want that; 0 for none.");
    static final Setting<List<String>> OUTGOING_ALLOW = Setting.of(
            "outgoing.allow",
            Reading.list("networks (10.0.0.0/8) or host:port", Addresses::isNetworkOrHostPort),
            "",
            "Local or private addresses that providers' endpoints may have; the gateway calls no others of that kind,"
                    + " and only these may be unencrypted.");
    static final Setting<Optional<Path>> OUTGOING_AUTHORITIES = Setting.of(
            "outgoing.authorities",
            Reading.optional(Reading.path()),
            "",
            "PEM file with certificates of authorities that vouch for providers, besides the public ones. Read at the"
                    + " start.");
    static final Setting<Duration> UPSTREAM_CONNECT = Setting.of(
            "upstream.connect",
            Reading.duration(Duration.ofMillis(10), MINUTE),
            "5s",
            "How long a connection to a provider may take, its TLS handshake included.");
    static final Setting<Duration> UPSTREAM_BETWEEN_BYTES = Setting.of(
            "upstream.between-bytes",
            Reading.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "2m",
            "How long a provider may be silent within an answer, unless its service level says otherwise; and how long"
                    + " a caller may neither send the rest of his request nor read his answer.");
    static final Setting<Duration> UPSTREAM_TOTAL = Setting.of(
            "upstream.total",
            Reading.duration(Duration.ofSeconds(1), Duration.ofHours(24)),
            "15m",
            "How long a call may take from its arrival to its end, all tries included, unless its service level says"
                    + " otherwise.");
    static final Setting<Integer> LIMITS_REQUEST = Setting.of(
            "limits.request-mebibytes",
            Reading.integer(1, 1024),
            "32",
            "How long the body of a call, or a message of a WebSocket, may be. A million tokens are four to eight.");
    static final Setting<Integer> LIMITS_ANSWER = Setting.of(
            "limits.answer-mebibytes",
            Reading.integer(1, 1_048_576),
            "1024",
            "How long a provider's answer may be; it is broken off there. A million tokens as a stream of events are"
                    + " 250.");

    private CallSettings() {}
}
