package dev.llmmarketplace.server.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Sees to it that no two listings share a name. Entries of one provider whose names differ by case or by a prefix only
 * are the same offer: the one with the longest entry is kept, being the most explicit. Entries whose names became the
 * same only because characters had to be replaced are different offers: each gets a mark made from its own name, but the
 * one that needed no replacing.
 */
record DistinctNames(List<Listing> listings, List<Skipped> skipped) {
    private static final Comparator<Listing> MOST_EXPLICIT_FIRST = Comparator.comparingInt(
                    (Listing listing) -> -listing.entry().length())
            .thenComparing(Listing::entry);

    static DistinctNames of(List<Entry> entries) {
        List<Skipped> skipped = new ArrayList<>();
        List<Listing> read = new ArrayList<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.LeftOut(Skipped reason) -> skipped.add(reason);
                case Entry.Listed(Listing listing) -> read.add(listing);
            }
        }
        List<Listing> listings = new ArrayList<>();
        byKey(read, Listing::name).values().forEach(group -> listings.addAll(distinct(group, skipped)));
        listings.sort(Comparator.comparing(Listing::name));
        return new DistinctNames(listings, skipped);
    }

    private static List<Listing> distinct(List<Listing> sameName, List<Skipped> skipped) {
        List<Listing> offers = new ArrayList<>();
        byKey(sameName, listing -> spelling(listing)).values().forEach(group -> {
            group.sort(MOST_EXPLICIT_FIRST);
            Listing kept = group.getFirst();
            offers.add(kept);
            group.stream()
                    .skip(1)
                    .forEach(other ->
                            skipped.add(new Skipped(other.entry(), SkipReason.DUPLICATE, "of " + kept.entry())));
        });
        return offers.size() == 1
                ? offers
                : offers.stream().map(DistinctNames::marked).toList();
    }

    private static Listing marked(Listing listing) {
        String service = listing.identity().service();
        return spelling(listing).equals(service) ? listing : listing.named(Slugs.marked(service, spelling(listing)));
    }

    private static String spelling(Listing listing) {
        return listing.identity().rawService().toLowerCase(Locale.ROOT);
    }

    private static SortedMap<String, List<Listing>> byKey(List<Listing> listings, Function<Listing, String> key) {
        return listings.stream()
                .collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    }
}
