package dev.llmmarketplace.server.configuration;

import dev.llmmarketplace.core.kernel.Secret;
import java.time.Duration;
import java.util.Optional;

/** The order of hits, and what finds them by meaning. */
final class DiscoverySettings {
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

    private DiscoverySettings() {}
}
