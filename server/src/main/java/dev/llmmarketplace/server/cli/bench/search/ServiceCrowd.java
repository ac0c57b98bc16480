package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * As many services as are wanted, with the distributions of a real catalogue: each is one listing's, with the prices,
 * limits, release and compliance of others that are drawn at random, so that every combination of filters occurs, a title
 * of its own, and a description whose sentences come from two. The same listings and seed give the same services.
 */
final class ServiceCrowd {
    private static final int SERVICES_PER_PROVIDER = 40;
    private static final List<String> SYLLABLES = List.of(
            "al", "ba", "cor", "dex", "el", "fin", "gra", "hel", "io", "jun", "ka", "lu", "mo", "nex", "or", "pri",
            "qua", "ro", "sol", "ta", "ul", "vi", "wa", "xe", "ya", "zen");

    private final List<ServiceVersion> listings;
    private final long seed;

    ServiceCrowd(List<ServiceVersion> listings, long seed) {
        this.listings = listings;
        this.seed = seed;
    }

    /**
     * @param first the listing that it has its words of
     * @param second the listing that lent it the rest of its description
     */
    record Member(ServiceVersion service, int first, int second) {}

    /** @param number from 0 */
    Member member(int number) {
        return member(number, "p" + provider(number));
    }

    /** @param provider slug of the provider that it has instead of its own */
    Member member(int number, String provider) {
        Random random = new Random(seed * 1_000_003 + number);
        int first = random.nextInt(listings.size());
        int second = random.nextInt(listings.size());
        ServiceManifest words = listings.get(first).manifest();
        String own = coined(random);
        ServiceManifest manifest = new ServiceManifest(
                new ServiceName(provider, words.name().service() + "-" + own + "-" + number),
                words.version(),
                words.title() + " " + own,
                description(words.description(), listings.get(second).manifest().description()),
                words.category(),
                any(random).tags(),
                words.model() == null ? null : words.model() + "-" + own,
                words.capabilities(),
                words.modalities(),
                words.endpoints(),
                any(random).pricing(),
                any(random).serviceLevel(),
                any(random).compliance(),
                any(random).limits(),
                any(random).supportedParameters(),
                words.documents(),
                any(random).releasedOn());
        return new Member(as(listings.get(first), manifest, number), first, second);
    }

    private int provider(int number) {
        return number / SERVICES_PER_PROVIDER;
    }

    private ServiceManifest any(Random random) {
        return listings.get(random.nextInt(listings.size())).manifest();
    }

    private ServiceVersion as(ServiceVersion listing, ServiceManifest manifest, int number) {
        return new ServiceVersion(
                listing.id(),
                new ServiceId(new UUID(seed, number)),
                listing.provider(),
                manifest,
                listing.status(),
                listing.priceVersion(),
                listing.hasCredential(),
                listing.imported(),
                listing.createdAt(),
                listing.publishedAt(),
                listing.deprecatedAt(),
                listing.farewell());
    }

    /** A word that hardly another service has. */
    private static String coined(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
        }
        return word.toString();
    }

    private static String description(String one, String other) {
        List<String> sentences = new ArrayList<>(Arrays.asList(one.split("(?<=[.!?])\\s+")));
        List<String> others = Arrays.asList(other.split("(?<=[.!?])\\s+"));
        List<String> half = sentences.subList(0, (sentences.size() + 1) / 2);
        List<String> mixed = new ArrayList<>(half);
        mixed.addAll(others.subList(others.size() / 2, others.size()));
        return String.join(" ", mixed);
    }
}
