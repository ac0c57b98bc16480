package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.adapters.smtp.SmtpSettings;
import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.core.publishing.approval.Approvals;
import dev.llmmarketplace.core.publishing.livetest.TestMode;
import dev.llmmarketplace.core.publishing.probe.ProbeRules;
import dev.llmmarketplace.core.search.ranking.RankingWeights;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is set, with all its rules kept.
 *
 * @param secretsDirectory empty for the one in the data directory
 * @param slaSweep how often services are judged
 * @param embedding empty for the bundled model
 * @param deprecationNotice between the deprecation of a version and its end, at least
 * @param tests whether services are called before they are listed
 * @param probes how what is listed is tested again; not on where {@code tests} are off
 * @param approvals whom versions are shown to that must be approved
 * @param policyEngine empty for the built-in one
 * @param smtp empty when no e-mail is sent
 * @param registry where versions are registered; empty for nowhere
 * @param priceDisagreement by how many per cent sources of a price may differ before it is a finding
 * @param outgoingAuthorities who vouches for providers, besides those that the JDK believes
 */
public record Configuration(
        Path dataDirectory,
        Path cacheDirectory,
        Optional<Path> secretsDirectory,
        Roles roles,
        Http http,
        Callers callers,
        Grpc grpc,
        Database database,
        Identity identity,
        RequestLimits limits,
        Sizes sizes,
        Metering metering,
        long cacheBytes,
        List<AddressBlock> trustedProxies,
        List<String> outgoingAllow,
        List<X509Certificate> outgoingAuthorities,
        Patience patience,
        Logging log,
        Telemetry telemetry,
        Duration slaSweep,
        RankingSettings ranking,
        Optional<Embedding> embedding,
        Duration deprecationNotice,
        TestMode tests,
        ProbeRules probes,
        Approvals.Rules approvals,
        Optional<URI> policyEngine,
        Webhooks webhooks,
        Optional<SmtpSettings> smtp,
        Optional<URI> registry,
        int priceDisagreement,
        Duration drain) {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration SMTP_PATIENCE = Duration.ofSeconds(30);

    public Configuration {
        trustedProxies = List.copyOf(trustedProxies);
        outgoingAllow = List.copyOf(outgoingAllow);
        outgoingAuthorities = List.copyOf(outgoingAuthorities);
    }

    /** What a process does. */
    public enum Roles {
        ALL,
        GATEWAY
    }

    /** When the journal is forced to disk. */
    public enum Sync {
        INTERVAL,
        ALWAYS
    }

    /** What callers show of themselves before anything is said. */
    public enum ClientCertificates {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    /**
     * How receivers of events are called.
     *
     * @param patience until one has answered
     * @param disableAfter how long nothing may be delivered to one
     */
    public record Webhooks(Duration patience, Duration disableAfter) {}

    public enum LogFormat {
        CONSOLE,
        JSON
    }

    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /**
     * Where requests come in.
     *
     * @param port 0 for any free one
     * @param publicAddress what the world calls this place; empty for the address that is listened on
     * @param eventLoops 0 for one per processor
     * @param tls empty for unencrypted
     */
    public record Http(String host, int port, Optional<URI> publicAddress, int eventLoops, Optional<Tls> tls) {}

    /**
     * How connections are encrypted. The files were readable and fitted together when this was read.
     *
     * @param versions {@code 1.3}, {@code 1.2} or both
     * @param clientAuthorities present unless callers are not asked for certificates
     */
    public record Tls(
            Path certificate,
            Path key,
            Set<String> versions,
            ClientCertificates clientCertificates,
            Optional<Path> clientAuthorities) {
        public Tls {
            versions = Set.copyOf(versions);
        }
    }

    /**
     * What is expected of whoever connects.
     *
     * @param idle how long a connection may be without a request
     * @param arrival how long a request may take from its head to its end
     * @param connections at once; 0 for three quarters of the files that the process may open
     */
    public record Callers(Duration idle, Duration arrival, int connections) {}

    /** @param port empty when it is not served; 0 for any free one */
    public record Grpc(String host, Optional<Integer> port) {}

    /** @param url JDBC; empty for the embedded one */
    public record Database(Optional<String> url, String user, Optional<Secret> password, int connections) {}

    /** @param administratorPassword empty for a random one */
    public record Identity(
            String administratorEmail,
            Optional<Secret> administratorPassword,
            String issuer,
            Duration accessLifetime,
            Duration refreshLifetime,
            Duration keyRotation) {}

    /** Management requests; 0 for no limit. */
    public record RequestLimits(int loginPerMinute, int registerPerHour, int readsPerMinute, int writesPerMinute) {}

    /** What the gateway lets pass: bytes of a request, and of an answer. */
    public record Sizes(int requestBytes, long answerBytes) {}

    /**
     * The usage journal.
     *
     * @param segmentBytes of one of its files
     */
    public record Metering(Sync sync, int segmentBytes) {}

    /** How long the gateway waits for providers. */
    public record Patience(Duration connect, Duration betweenBytes, Duration total) {}

    /** Where access records go. */
    public enum AccessTarget {
        OFF,
        FILE,
        STDOUT
    }

    /** @param accessHeaders of requests, in lower case, that access records show */
    public record Logging(LogFormat format, LogLevel level, AccessTarget access, List<String> accessHeaders) {
        public Logging {
            accessHeaders = List.copyOf(accessHeaders);
        }
    }

    /**
     * Spans.
     *
     * @param endpoint of an OTLP collector; empty for none
     * @param headers for the collector
     * @param samplePercent of the traces that begin here
     * @param slow calls that take as long are always exported
     */
    public record Telemetry(Optional<URI> endpoint, Map<String, Secret> headers, int samplePercent, Duration slow) {}

    /** @param refresh how often the figures are read that hits are ranked by */
    public record RankingSettings(RankingWeights weights, Duration refresh) {
        static RankingSettings read(SettingsReader settings) {
            double relevance = settings.value(DiscoverySettings.RANKING_RELEVANCE);
            double popularity = settings.value(DiscoverySettings.RANKING_POPULARITY);
            double performance = settings.value(DiscoverySettings.RANKING_PERFORMANCE);
            double compliance = settings.value(DiscoverySettings.RANKING_COMPLIANCE);
            boolean whole = RankingWeights.sumToOne(relevance, popularity, performance, compliance);
            settings.require(
                    whole,
                    DiscoverySettings.RANKING_RELEVANCE,
                    "the four weights of ranking must sum to 1, and sum to "
                            + BigDecimal.valueOf(relevance + popularity + performance + compliance)
                                    .setScale(6, RoundingMode.HALF_UP)
                                    .stripTrailingZeros()
                                    .toPlainString(),
                    "Set ranking.relevance, ranking.popularity, ranking.performance and ranking.compliance so that they"
                            + " do.");
            RankingWeights weights = whole
                    ? new RankingWeights(relevance, popularity, performance, compliance)
                    : RankingWeights.USUAL; // never in force: the mistake ends the start
            return new RankingSettings(weights, settings.value(DiscoverySettings.RANKING_REFRESH));
        }
    }

    /**
     * An API that embeds texts in OpenAI's dialect.
     *
     * @param base to which {@code /embeddings} is added
     * @param relatedFrom cosine from which on a question and a text have to do with each other, 0..1
     */
    public record Embedding(URI base, String model, int dimension, double relatedFrom, Optional<Secret> credential) {
        static Optional<Embedding> read(SettingsReader settings) {
            String base = settings.value(DiscoverySettings.EMBEDDING_URL);
            String model = settings.value(DiscoverySettings.EMBEDDING_MODEL);
            settings.require(
                    base.isEmpty() || !model.isBlank(),
                    DiscoverySettings.EMBEDDING_MODEL,
                    "the API for embeddings needs the name of a model",
                    "Set search.embedding.model, for example to text-embedding-3-small.");
            return base.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Embedding(
                            URI.create(base),
                            model,
                            settings.value(DiscoverySettings.EMBEDDING_DIMENSION),
                            settings.value(DiscoverySettings.EMBEDDING_RELATED),
                            settings.value(DiscoverySettings.EMBEDDING_CREDENTIAL)));
        }
    }

    static Configuration read(SettingsReader settings) {
        Configuration configuration = new Configuration(
                settings.value(Settings.DATA_DIRECTORY),
                settings.value(Settings.CACHE_DIRECTORY),
                settings.value(Settings.SECRETS_DIRECTORY),
                settings.value(Settings.ROLES),
                new Http(
                        settings.value(HttpSettings.HTTP_HOST),
                        settings.value(HttpSettings.HTTP_PORT),
                        settings.value(HttpSettings.HTTP_PUBLIC_ADDRESS),
                        settings.value(HttpSettings.HTTP_EVENT_LOOPS),
                        new TlsReader(settings).read()),
                new Callers(
                        settings.value(HttpSettings.HTTP_IDLE),
                        settings.value(HttpSettings.HTTP_ARRIVAL),
                        settings.value(HttpSettings.HTTP_CONNECTIONS)),
                new Grpc(settings.value(HttpSettings.GRPC_HOST), settings.value(HttpSettings.GRPC_PORT)),
                new Database(
                        Optional.of(settings.value(Settings.DATABASE_URL)).filter(url -> !url.isEmpty()),
                        settings.value(Settings.DATABASE_USER),
                        settings.value(Settings.DATABASE_PASSWORD),
                        settings.value(Settings.DATABASE_CONNECTIONS)),
                new Identity(
                        settings.value(Settings.ADMINISTRATOR_EMAIL),
                        settings.value(Settings.ADMINISTRATOR_PASSWORD),
                        settings.value(Settings.TOKENS_ISSUER),
                        settings.value(Settings.TOKENS_ACCESS),
                        settings.value(Settings.TOKENS_REFRESH),
                        settings.value(Settings.TOKENS_ROTATION)),
                new RequestLimits(
                        settings.value(Settings.LIMITS_LOGIN),
                        settings.value(Settings.LIMITS_REGISTER),
                        settings.value(Settings.LIMITS_READS),
                        settings.value(Settings.LIMITS_WRITES)),
                new Sizes(
                        settings.value(CallSettings.LIMITS_REQUEST) * MEBIBYTE,
                        (long) settings.value(CallSettings.LIMITS_ANSWER) * MEBIBYTE),
                new Metering(
                        settings.value(CallSettings.METERING_SYNC),
                        settings.value(CallSettings.METERING_SEGMENT) << 20),
                (long) settings.value(CallSettings.CACHE_MEBIBYTES) << 20,
                settings.value(HttpSettings.HTTP_TRUSTED_PROXIES).stream()
                        .map(AddressBlock::parse)
                        .toList(),
                settings.value(CallSettings.OUTGOING_ALLOW),
                new PemFiles(settings).certificates(CallSettings.OUTGOING_AUTHORITIES),
                new Patience(
                        settings.value(CallSettings.UPSTREAM_CONNECT),
                        settings.value(CallSettings.UPSTREAM_BETWEEN_BYTES),
                        settings.value(CallSettings.UPSTREAM_TOTAL)),
                new Logging(
                        settings.value(ObservationSettings.LOG_FORMAT),
                        settings.value(ObservationSettings.LOG_LEVEL),
                        settings.value(ObservationSettings.LOG_ACCESS),
                        settings.value(ObservationSettings.LOG_ACCESS_HEADERS)),
                new Telemetry(
                        Optional.of(settings.value(ObservationSettings.TELEMETRY_ENDPOINT))
                                .filter(url -> !url.isEmpty())
                                .map(URI::create),
                        settings.value(ObservationSettings.TELEMETRY_HEADERS),
                        settings.value(ObservationSettings.TELEMETRY_SAMPLE),
                        settings.value(ObservationSettings.TELEMETRY_SLOW)),
                settings.value(ObservationSettings.SLA_SWEEP),
                RankingSettings.read(settings),
                Embedding.read(settings),
                settings.value(PublishingSettings.PUBLISHING_NOTICE),
                settings.value(PublishingSettings.PUBLISHING_TESTS),
                probes(settings),
                new Approvals.Rules(
                        roles(settings.value(PublishingSettings.APPROVAL_LEVELS)),
                        roles(settings.value(PublishingSettings.APPROVAL_LEVELS_RESTRICTED)),
                        settings.value(PublishingSettings.APPROVAL_PATIENCE),
                        settings.value(PublishingSettings.APPROVAL_TRUST)),
                Optional.of(settings.value(PublishingSettings.POLICIES_ENGINE))
                        .filter(url -> !url.isEmpty())
                        .map(URI::create),
                new Webhooks(
                        settings.value(NoticeSettings.WEBHOOKS_PATIENCE),
                        settings.value(NoticeSettings.WEBHOOKS_DISABLE_AFTER)),
                smtp(settings),
                Optional.of(settings.value(PublishingSettings.REGISTRY))
                        .filter(url -> !url.isEmpty())
                        .map(URI::create),
                settings.value(PublishingSettings.CATALOGUE_DISAGREEMENT),
                settings.value(Settings.SHUTDOWN_DRAIN));
        settings.require(
                configuration.roles() == Roles.ALL
                        || configuration.database().url().isPresent(),
                Settings.ROLES,
                "the role gateway alone needs a database that others share",
                "Set database.url.");
        return configuration;
    }

    private static ProbeRules probes(SettingsReader settings) {
        TestMode tests = settings.value(PublishingSettings.PUBLISHING_TESTS);
        return new ProbeRules(
                tests == TestMode.OFF ? Duration.ZERO : settings.value(PublishingSettings.PROBES_INTERVAL),
                settings.value(PublishingSettings.PROBES_RETRY),
                settings.value(PublishingSettings.PROBES_FAILURES),
                tests == TestMode.REQUIRED);
    }

    private static Optional<SmtpSettings> smtp(SettingsReader settings) {
        return Optional.of(settings.value(NoticeSettings.SMTP_HOST))
                .filter(host -> !host.isEmpty())
                .map(host -> new SmtpSettings(
                        host,
                        settings.value(NoticeSettings.SMTP_PORT),
                        settings.value(NoticeSettings.SMTP_SECURITY),
                        Optional.of(settings.value(NoticeSettings.SMTP_USER)).filter(user -> !user.isEmpty()),
                        settings.value(NoticeSettings.SMTP_PASSWORD),
                        settings.value(NoticeSettings.SMTP_FROM),
                        SMTP_PATIENCE));
    }

    private static List<Role> roles(List<String> names) {
        return names.stream()
                .map(name -> WireName.parse(Role.class, name, "role"))
                .toList();
    }
}
