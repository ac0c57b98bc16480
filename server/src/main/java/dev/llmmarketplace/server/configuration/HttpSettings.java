package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.server.configuration.Configuration.ClientCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The ports: who may connect, and how. */
final class HttpSettings {
    static final Setting<String> HTTP_HOST =
            Setting.of("http.host", Reading.text(), "127.0.0.1", "Address to listen on; `0.0.0.0` for all.");
    static final Setting<Integer> HTTP_PORT =
            Setting.of("http.port", Reading.integer(0, 65_535), "8080", "Port to listen on; 0 for any free one.");
    static final Setting<Optional<URI>> HTTP_PUBLIC_ADDRESS = Setting.of(
            "http.public-address",
            Reading.optional(Reading.origin()),
            "",
            "What the world calls this marketplace, for links in feeds and for web pages that may use `/mcp`: scheme,"
                    + " host and port without a path. Empty: the address listened on.");
    static final Setting<Integer> HTTP_EVENT_LOOPS = Setting.of(
            "http.event-loops",
            Reading.integer(0, 256),
            "0",
            "Threads that serve connections; 0 for one per processor.");
    static final Setting<Duration> HTTP_IDLE = Setting.of(
            "http.idle",
            Reading.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "75s",
            "How long a connection may be without a request, also before its first; then it is closed.");
    static final Setting<Duration> HTTP_ARRIVAL = Setting.of(
            "http.arrival",
            Reading.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            "2m",
            "How long a request may take from its headers to the end of its body. Longer than it takes the slowest"
                    + " caller to send the longest prompt.");
    static final Setting<Integer> HTTP_CONNECTIONS = Setting.of(
            "http.connections",
            Reading.integer(0, 1_000_000),
            "0",
            "Connections at once; more are turned away. 0 for three quarters of the files that the process may open, so"
                    + " that some are left for providers, the database and the disk.");
    static final Setting<Optional<Path>> HTTP_TLS_CERTIFICATE = Setting.of(
            "http.tls.certificate",
            Reading.optional(Reading.path()),
            "",
            "PEM file with the certificates to show, the server's own first; with it all is served over TLS. Read again"
                    + " when it changes. Empty: unencrypted.");
    static final Setting<Optional<Path>> HTTP_TLS_KEY = Setting.of(
            "http.tls.key",
            Reading.optional(Reading.path()),
            "",
            "PEM file with the certificate's private key, not encrypted. Read again when it changes.");
    static final Setting<List<String>> HTTP_TLS_VERSIONS = Setting.of(
            "http.tls.versions",
            Reading.list("1.3 and 1.2", text -> text.equals("1.3") || text.equals("1.2")),
            "1.3",
            "Versions of TLS that callers may speak.");
    static final Setting<ClientCertificates> HTTP_TLS_CLIENT_CERTIFICATES = Setting.of(
            "http.tls.client-certificates",
            Reading.choice(ClientCertificates.class),
            "none",
            "Whether callers are asked for a certificate; one that is shown must come from"
                    + " `http.tls.client-authorities`. It admits to the connection; what a caller may do is told by his"
                    + " key or token.");
    static final Setting<Optional<Path>> HTTP_TLS_CLIENT_AUTHORITIES = Setting.of(
            "http.tls.client-authorities",
            Reading.optional(Reading.path()),
            "",
            "PEM file with the certificates of those who issue callers' certificates. Read again when it changes.");
    static final Setting<List<String>> HTTP_TRUSTED_PROXIES = Setting.of(
            "http.trusted-proxies",
            Reading.list("addresses or blocks (10.0.0.0/8)", Addresses::isBlock),
            "",
            "Proxies in front whose `X-Forwarded-For` is believed, for the addresses that keys may be used from."
                    + " Empty: the address of the connection counts.");
    static final Setting<String> GRPC_HOST = Setting.of(
            "grpc.host",
            Reading.text(),
            "127.0.0.1",
            "Address to serve gRPC on. It is not encrypted: give another one only where TLS stands in front.");
    static final Setting<Optional<Integer>> GRPC_PORT = Setting.of(
            "grpc.port",
            Reading.optional(Reading.integer(0, 65_535)),
            "",
            "Port to serve gRPC on; 0 for any free one, empty for none.");

    private HttpSettings() {}
}
