package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.adapters.smtp.SmtpSettings;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.publishing.livetest.TestMode;
import dev.llmmarketplace.server.configuration.Configuration.AccessTarget;
import dev.llmmarketplace.server.configuration.Configuration.ClientCertificates;
import dev.llmmarketplace.server.configuration.Configuration.LogFormat;
import dev.llmmarketplace.server.configuration.Configuration.LogLevel;
import dev.llmmarketplace.server.configuration.Configuration.Roles;
import dev.llmmarketplace.server.configuration.Configuration.Sync;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of all settings. {@code serve --help-config} prints it; {@code docs/guide/configuration.md} is made of it. */
final class Settings {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration YEAR = Duration.ofDays(366);

    static final Setting<Path> DATA_DIRECTORY = Setting.of(
            "data.directory",
            Reading.path(),
            "~/.local/share/llm-marketplace",
            "Where everything is kept: secrets, embedded database, index, journal. One process at a time uses it. Not"
                    + " in the file: the file is looked for here.");
    static final Setting<Path> CACHE_DIRECTORY = Setting.of(
            "cache.directory",
            Reading.path(),
            "~/.cache/llm-marketplace",
            "Where PostgreSQL's programs and the embedding model are unpacked. May be shared and may be deleted.");
    static final Setting<Optional<Path>> SECRETS_DIRECTORY = Setting.of(
            "secrets.directory",
            Reading.optional(Reading.path()),
            "",
            "The installation's secrets: the keys that seal credentials and recognise API keys. Empty: `secrets` in the"
                    + " data directory. Processes that share a database must have the same.");
    static final Setting<Roles> ROLES = Setting.of(
            "roles",
            Reading.choice(Roles.class),
            "all",
            "What this process does: `all`, or `gateway` for the data plane alone, which needs `database.url`.");
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
    static final Setting<String> DATABASE_URL = Setting.of(
            "database.url",
            Reading.text("empty, or jdbc:postgresql://host:port/database", Reading::isDatabaseUrl),
            "",
            "An external PostgreSQL 15 or newer. Empty: an embedded one in the data directory.");
    static final Setting<String> DATABASE_USER = Setting.of(
            "database.user", Reading.text(), "marketplace", "User at the external PostgreSQL; owns its database.");
    static final Setting<Optional<Secret>> DATABASE_PASSWORD = Setting.of(
                    "database.password", Reading.optional(Reading.secret()), "", "Password at the external PostgreSQL.")
            .keptSecret();
    static final Setting<Integer> DATABASE_CONNECTIONS =
            Setting.of("database.connections", Reading.integer(2, 200), "10", "Connections kept to PostgreSQL.");
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
    static final Setting<String> ADMINISTRATOR_EMAIL = Setting.of(
            "administrator.email",
            Reading.text("an email address", text -> text.matches("[^\\s@]+@[^\\s@]+")),
            "admin@localhost",
            "Who the administrator is that the very first start makes.");
    static final Setting<Optional<Secret>> ADMINISTRATOR_PASSWORD = Setting.of(
                    "administrator.password",
                    Reading.optional(Reading.secret()),
                    "",
                    "That administrator's password. Empty: a random one, printed once.")
            .keptSecret();
    static final Setting<String> TOKENS_ISSUER = Setting.of(
            "tokens.issuer", Reading.text(), "llm-marketplace", "`iss` of access tokens; the same in all processes.");
    static final Setting<Duration> TOKENS_ACCESS = Setting.of(
            "tokens.access-lifetime",
            Reading.duration(MINUTE, Duration.ofDays(1)),
            "1h",
            "How long an access token is good, and so how long a change of roles may take.");
    static final Setting<Duration> TOKENS_REFRESH = Setting.of(
            "tokens.refresh-lifetime", Reading.duration(MINUTE, YEAR), "7d", "How long a refresh token is good.");
    static final Setting<Duration> TOKENS_ROTATION = Setting.of(
            "tokens.key-rotation",
            Reading.duration(Duration.ofHours(1), YEAR),
            "90d",
            "The age at which the key that signs access tokens is replaced. The old one stays published until its"
                    + " tokens have expired.");
    static final Setting<Integer> LIMITS_LOGIN = Setting.of(
            "limits.login-per-minute", Reading.integer(0, 1_000_000), "5", "Sign-ins per address; 0 for no limit.");
    static final Setting<Integer> LIMITS_REGISTER = Setting.of(
            "limits.register-per-hour", Reading.integer(0, 1_000_000), "3", "Sign-ups per address; 0 for no limit.");
    static final Setting<Integer> LIMITS_READS = Setting.of(
            "limits.reads-per-minute",
            Reading.integer(0, 1_000_000),
            "1000",
            "Reading management requests per user, or per address when nobody is signed in; 0 for no limit.");
    static final Setting<Integer> LIMITS_WRITES = Setting.of(
            "limits.writes-per-minute",
            Reading.integer(0, 1_000_000),
            "100",
            "Other management requests per user, or per address when nobody is signed in; 0 for no limit.");
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
    static final Setting<Double> RANKING_RELEVANCE = Setting.of(
            "ranking.relevance",
            Reading.share(),
            "0.4",
            "How much it counts in the order of hits that they answer the question. The four weights must sum to 1.");
    static final Setting<Double> RANKING_POPULARITY = Setting.of(
            "ranking.popularity",
            Reading.share(),
            "0.2",
            "How much it counts that services are called, and rated well by those who call them.");
    static final Setting<Double> RANKING_PERFORMANCE = Setting.of(
            "ranking.performance",
            Reading.share(),
            "0.2",
            "How much it counts that services were measured to be fast, free of errors and available.");
    static final Setting<Double> RANKING_COMPLIANCE = Setting.of(
            "ranking.compliance",
            Reading.share(),
            "0.2",
            "How much it counts how sensitive data services may take, and with which certificates.");
    static final Setting<Duration> RANKING_REFRESH = Setting.of(
            "ranking.refresh",
            Reading.duration(Duration.ofMillis(100), Duration.ofHours(1)),
            "1m",
            "How often the figures of services are read that hits are ranked, filtered and sorted by.");
    static final Setting<String> EMBEDDING_URL = Setting.of(
            "search.embedding.url",
            Reading.text("empty, or http(s)://host[:port]/path", Reading::isHttpUrl),
            "",
            "Base of an API that embeds texts in OpenAI's dialect, for example `https://api.openai.com/v1`. Empty: the"
                    + " bundled all-MiniLM-L6-v2. Private networks must be permitted by `outgoing.allow`. While it does"
                    + " not answer search goes by words.");
    static final Setting<String> EMBEDDING_MODEL = Setting.of(
            "search.embedding.model",
            Reading.text("text", _ -> true),
            "",
            "The model, as that API calls it. Another model or dimension: all listings are embedded again.");
    static final Setting<Integer> EMBEDDING_DIMENSION = Setting.of(
            "search.embedding.dimension",
            Reading.integer(1, 4096),
            "1536",
            "How many numbers the model's vectors have. Compared with what it answers at the start.");
    static final Setting<Double> EMBEDDING_RELATED = Setting.of(
            "search.embedding.related-from",
            Reading.share(),
            "0.3",
            "Cosine from which on the model means that a question and a listing have to do with each other.");
    static final Setting<Optional<Secret>> EMBEDDING_CREDENTIAL = Setting.of(
                    "search.embedding.credential",
                    Reading.optional(Reading.secret()),
                    "",
                    "Sent to that API as bearer token.")
            .keptSecret();
    static final Setting<Duration> PUBLISHING_NOTICE = Setting.of(
            "publishing.notice",
            Reading.duration(Duration.ZERO, Duration.ofDays(730)),
            "30d",
            "How long callers have at least between the deprecation of a version and its end.");
    static final Setting<TestMode> PUBLISHING_TESTS = Setting.of(
            "publishing.tests",
            Reading.choice(TestMode.class),
            "off",
            "Whether services are called before they are listed: `off`, `on` (what fails is shown to approvers and"
                    + " providers) or `required` (what fails is not published). Each endpoint is called up to nine"
                    + " times.");
    static final Setting<Duration> PROBES_INTERVAL = Setting.of(
            "publishing.probes.interval",
            Reading.duration(Duration.ZERO, Duration.ofDays(30)),
            "15m",
            "How often what is listed is tested again, unless `publishing.tests` is `off`. 0: never.");
    static final Setting<Duration> PROBES_RETRY = Setting.of(
            "publishing.probes.retry",
            Reading.duration(Duration.ofMillis(10), Duration.ofDays(1)),
            "1m",
            "When a service that has failed is tested the next time; doubled with each failure, up to"
                    + " `publishing.probes.interval`.");
    static final Setting<Integer> PROBES_FAILURES = Setting.of(
            "publishing.probes.failures",
            Reading.integer(1, 100),
            "3",
            "After how many failures in a row a service is suspended until it serves again. Only where"
                    + " `publishing.tests` is `required`; otherwise its provider is told and nothing else happens.");
    static final Setting<List<String>> APPROVAL_LEVELS = Setting.of(
            "publishing.approval.levels",
            Reading.list("roles", Reading::isRole),
            "approver",
            "Whom a version that must be approved is shown to, one role after the other; each answer is another"
                    + " person's, never the requester's. Whoever may approve counts as `approver`.");
    static final Setting<List<String>> APPROVAL_LEVELS_RESTRICTED = Setting.of(
            "publishing.approval.levels-restricted",
            Reading.list("roles", Reading::isRole),
            "approver",
            "As `publishing.approval.levels`, for services whose compliance level is `restricted`.");
    static final Setting<Duration> APPROVAL_PATIENCE = Setting.of(
            "publishing.approval.patience",
            Reading.duration(Duration.ofSeconds(1), Duration.ofDays(90)),
            "7d",
            "How long approvers have to answer; then the version is withdrawn and may be handed in again.");
    static final Setting<Integer> APPROVAL_TRUST = Setting.of(
            "publishing.approval.trust",
            Reading.integer(0, 1000),
            "3",
            "After so many approvals within 30 days a requester is not asked about any more, except for restricted"
                    + " services. 0: everybody always is.");
    static final Setting<String> POLICIES_ENGINE = Setting.of(
            "policies.engine",
            Reading.text("empty, or http(s)://host:port", Reading::isHttpUrl),
            "",
            "An LLM-Policy-Engine (gRPC, `policyengine.v1`) that decides about services instead of the policies kept here."
                    + " While it does not answer nothing is published.");
    static final Setting<Duration> WEBHOOKS_PATIENCE = Setting.of(
            "webhooks.patience",
            Reading.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
            "15s",
            "How long a receiver of events may take to answer.");
    static final Setting<Duration> WEBHOOKS_DISABLE_AFTER = Setting.of(
            "webhooks.disable-after",
            Reading.duration(Duration.ofSeconds(1), Duration.ofDays(90)),
            "3d",
            "A webhook to which nothing could be delivered for so long is disabled.");
    static final Setting<String> SMTP_HOST =
            Setting.of("smtp.host", Reading.text(), "", "The server that takes e-mail to people. Empty: none is sent.");
    static final Setting<Integer> SMTP_PORT = Setting.of("smtp.port", Reading.integer(1, 65_535), "587", "Its port.");
    static final Setting<SmtpSettings.Security> SMTP_SECURITY = Setting.of(
            "smtp.security",
            Reading.choice(SmtpSettings.Security.class),
            "starttls",
            "How the connection to it is encrypted: `starttls` before anything is said, `tls` from the first byte, `none`"
                    + " for a server on the same machine.");
    static final Setting<String> SMTP_USER =
            Setting.of("smtp.user", Reading.text(), "", "Name to sign in to it with. Empty: without signing in.");
    static final Setting<Optional<Secret>> SMTP_PASSWORD = Setting.of(
                    "smtp.password", Reading.optional(Reading.secret()), "", "Password to sign in to it with.")
            .keptSecret();
    static final Setting<String> SMTP_FROM =
            Setting.of("smtp.from", Reading.text(), "marketplace@localhost", "Address of the sender of e-mail.");
    static final Setting<String> REGISTRY = Setting.of(
            "registry.url",
            Reading.text("empty, or http(s)://host:port", Reading::isHttpUrl),
            "",
            "An LLM-Registry that versions are registered with. While it does not answer submissions wait, and after five"
                    + " attempts are given up.");
    static final Setting<Integer> CATALOGUE_DISAGREEMENT = Setting.of(
            "catalogue.price-disagreement",
            Reading.integer(0, 1_000_000),
            "10",
            "By how many per cent two sources may differ about a price or a limit before it is a finding on the"
                    + " listing.");
    static final Setting<Duration> SHUTDOWN_DRAIN = Setting.of(
            "shutdown.drain",
            Reading.duration(Duration.ZERO, Duration.ofMinutes(10)),
            "20s",
            "How long calls in flight may take to finish after SIGTERM.");

    /** In the order in which they are shown. */
    static final List<Setting<?>> ALL = List.of(
            DATA_DIRECTORY,
            CACHE_DIRECTORY,
            SECRETS_DIRECTORY,
            ROLES,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_PUBLIC_ADDRESS,
            HTTP_EVENT_LOOPS,
            HTTP_IDLE,
            HTTP_ARRIVAL,
            HTTP_CONNECTIONS,
            GRPC_HOST,
            GRPC_PORT,
            HTTP_TLS_CERTIFICATE,
            HTTP_TLS_KEY,
            HTTP_TLS_VERSIONS,
            HTTP_TLS_CLIENT_CERTIFICATES,
            HTTP_TLS_CLIENT_AUTHORITIES,
            HTTP_TRUSTED_PROXIES,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_CONNECTIONS,
            METERING_SYNC,
            METERING_SEGMENT,
            CACHE_MEBIBYTES,
            OUTGOING_ALLOW,
            OUTGOING_AUTHORITIES,
            UPSTREAM_CONNECT,
            UPSTREAM_BETWEEN_BYTES,
            UPSTREAM_TOTAL,
            ADMINISTRATOR_EMAIL,
            ADMINISTRATOR_PASSWORD,
            TOKENS_ISSUER,
            TOKENS_ACCESS,
            TOKENS_REFRESH,
            TOKENS_ROTATION,
            LIMITS_LOGIN,
            LIMITS_REGISTER,
            LIMITS_READS,
            LIMITS_WRITES,
            LIMITS_REQUEST,
            LIMITS_ANSWER,
            LOG_FORMAT,
            LOG_LEVEL,
            LOG_ACCESS,
            LOG_ACCESS_HEADERS,
            TELEMETRY_ENDPOINT,
            TELEMETRY_HEADERS,
            TELEMETRY_SAMPLE,
            TELEMETRY_SLOW,
            SLA_SWEEP,
            RANKING_RELEVANCE,
            RANKING_POPULARITY,
            RANKING_PERFORMANCE,
            RANKING_COMPLIANCE,
            RANKING_REFRESH,
            EMBEDDING_URL,
            EMBEDDING_MODEL,
            EMBEDDING_DIMENSION,
            EMBEDDING_RELATED,
            EMBEDDING_CREDENTIAL,
            PUBLISHING_NOTICE,
            PUBLISHING_TESTS,
            PROBES_INTERVAL,
            PROBES_RETRY,
            PROBES_FAILURES,
            APPROVAL_LEVELS,
            APPROVAL_LEVELS_RESTRICTED,
            APPROVAL_PATIENCE,
            APPROVAL_TRUST,
            POLICIES_ENGINE,
            WEBHOOKS_PATIENCE,
            WEBHOOKS_DISABLE_AFTER,
            SMTP_HOST,
            SMTP_PORT,
            SMTP_SECURITY,
            SMTP_USER,
            SMTP_PASSWORD,
            SMTP_FROM,
            REGISTRY,
            CATALOGUE_DISAGREEMENT,
            SHUTDOWN_DRAIN);

    private Settings() {}
}
