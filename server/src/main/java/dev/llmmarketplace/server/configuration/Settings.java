package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.server.configuration.Configuration.Roles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The table of all settings; those of the installation itself, and of who signs in, are here. {@code serve --help-config}
 * prints it; {@code docs/guide/configuration.md} is made of it.
 */
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
            HttpSettings.HTTP_HOST,
            HttpSettings.HTTP_PORT,
            HttpSettings.HTTP_PUBLIC_ADDRESS,
            HttpSettings.HTTP_EVENT_LOOPS,
            HttpSettings.HTTP_IDLE,
            HttpSettings.HTTP_ARRIVAL,
            HttpSettings.HTTP_CONNECTIONS,
            HttpSettings.GRPC_HOST,
            HttpSettings.GRPC_PORT,
            HttpSettings.HTTP_TLS_CERTIFICATE,
            HttpSettings.HTTP_TLS_KEY,
            HttpSettings.HTTP_TLS_VERSIONS,
            HttpSettings.HTTP_TLS_CLIENT_CERTIFICATES,
            HttpSettings.HTTP_TLS_CLIENT_AUTHORITIES,
            HttpSettings.HTTP_TRUSTED_PROXIES,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_CONNECTIONS,
            CallSettings.METERING_SYNC,
            CallSettings.METERING_SEGMENT,
            CallSettings.CACHE_MEBIBYTES,
            CallSettings.OUTGOING_ALLOW,
            CallSettings.OUTGOING_AUTHORITIES,
            CallSettings.UPSTREAM_CONNECT,
            CallSettings.UPSTREAM_BETWEEN_BYTES,
            CallSettings.UPSTREAM_TOTAL,
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
            CallSettings.LIMITS_REQUEST,
            CallSettings.LIMITS_ANSWER,
            ObservationSettings.LOG_FORMAT,
            ObservationSettings.LOG_LEVEL,
            ObservationSettings.LOG_ACCESS,
            ObservationSettings.LOG_ACCESS_HEADERS,
            ObservationSettings.TELEMETRY_ENDPOINT,
            ObservationSettings.TELEMETRY_HEADERS,
            ObservationSettings.TELEMETRY_SAMPLE,
            ObservationSettings.TELEMETRY_SLOW,
            ObservationSettings.SLA_SWEEP,
            DiscoverySettings.RANKING_RELEVANCE,
            DiscoverySettings.RANKING_POPULARITY,
            DiscoverySettings.RANKING_PERFORMANCE,
            DiscoverySettings.RANKING_COMPLIANCE,
            DiscoverySettings.RANKING_REFRESH,
            DiscoverySettings.EMBEDDING_URL,
            DiscoverySettings.EMBEDDING_MODEL,
            DiscoverySettings.EMBEDDING_DIMENSION,
            DiscoverySettings.EMBEDDING_RELATED,
            DiscoverySettings.EMBEDDING_CREDENTIAL,
            PublishingSettings.PUBLISHING_NOTICE,
            PublishingSettings.PUBLISHING_TESTS,
            PublishingSettings.PROBES_INTERVAL,
            PublishingSettings.PROBES_RETRY,
            PublishingSettings.PROBES_FAILURES,
            PublishingSettings.APPROVAL_LEVELS,
            PublishingSettings.APPROVAL_LEVELS_RESTRICTED,
            PublishingSettings.APPROVAL_PATIENCE,
            PublishingSettings.APPROVAL_TRUST,
            PublishingSettings.POLICIES_ENGINE,
            NoticeSettings.WEBHOOKS_PATIENCE,
            NoticeSettings.WEBHOOKS_DISABLE_AFTER,
            NoticeSettings.SMTP_HOST,
            NoticeSettings.SMTP_PORT,
            NoticeSettings.SMTP_SECURITY,
            NoticeSettings.SMTP_USER,
            NoticeSettings.SMTP_PASSWORD,
            NoticeSettings.SMTP_FROM,
            PublishingSettings.REGISTRY,
            PublishingSettings.CATALOGUE_DISAGREEMENT,
            SHUTDOWN_DRAIN);

    private Settings() {}
}
