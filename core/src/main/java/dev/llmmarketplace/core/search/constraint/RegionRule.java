package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Trait;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where data stays: "in the EU", "hosted in Germany", "US only". A name of a country counts behind a preposition, so that
 * "french" or "us" within a sentence stay text.
 */
final class RegionRule implements Rule {
    private static final int LONGEST_LEAD = 4;
    private static final int LONGEST_NAME = 4;
    private static final Set<String> LEADS = Set.of(
            "in",
            "in the",
            "within",
            "within the",
            "inside",
            "inside the",
            "hosted in",
            "hosted in the",
            "hosted within the",
            "located in",
            "located in the",
            "running in",
            "running in the",
            "runs in",
            "runs in the",
            "stays in",
            "stays in the",
            "data in",
            "data in the",
            "data stays in",
            "data stays in the",
            "data residency in",
            "data residency in the",
            "residency in",
            "residency in the",
            "resident in",
            "resident in the",
            "based in",
            "based in the",
            "data residency");
    private static final Set<String> TAILS =
            Set.of("hosted", "only", "residency", "data residency", "region", "hosting", "based", "resident");

    /** Names that mean the place wherever they stand, as they are written. */
    private static final Set<String> PLAIN = Set.of("EU", "European Union");

    private static final Set<String> EUROPE = Set.of("EU", "GB", "CH", "NO", "IS", "LI");
    private static final Set<String> ASIA =
            Set.of("JP", "KR", "SG", "IN", "HK", "TW", "ID", "MY", "TH", "CN", "VN", "PH");

    private final Map<String, Set<String>> places = new HashMap<>();

    RegionRule() {
        for (String code : Locale.getISOCountries()) {
            String name = Locale.of("", code).getDisplayCountry(Locale.ENGLISH);
            places.put(name.toLowerCase(Locale.ROOT).replace('-', ' '), Set.of(code));
        }
        List.of("eu", "european union").forEach(name -> places.put(name, Set.of("EU")));
        List.of("europe").forEach(name -> places.put(name, EUROPE));
        List.of("us", "usa", "united states", "united states of america", "america", "states")
                .forEach(name -> places.put(name, Set.of("US")));
        List.of("uk", "united kingdom", "great britain", "britain", "england")
                .forEach(name -> places.put(name, Set.of("GB")));
        List.of("asia", "apac").forEach(name -> places.put(name, ASIA));
        List.of("north america").forEach(name -> places.put(name, Set.of("US", "CA", "MX")));
        List.of("south korea", "korea").forEach(name -> places.put(name, Set.of("KR")));
    }

    @Override
    public Optional<Match> match(Words words, int index) {
        for (int lead = LONGEST_LEAD; lead > 0; lead--) {
            if (LEADS.contains(words.phrase(index, lead))) {
                Optional<Match> led = place(words, index + lead);
                if (led.isPresent()) {
                    return led;
                }
            }
        }
        return place(words, index).flatMap(match -> unled(words, index, match));
    }

    private Optional<Match> place(Words words, int index) {
        for (int count = LONGEST_NAME; count > 0; count--) {
            Set<String> codes = places.get(words.phrase(index, count));
            if (codes != null) {
                return Optional.of(new Match(index + count, new Effect.Chosen(Trait.RESIDENCY, codes)));
            }
        }
        return Optional.empty();
    }

    /** "EU", "US only", "EU-hosted". */
    private static Optional<Match> unled(Words words, int index, Match match) {
        for (int count = 2; count > 0; count--) {
            if (TAILS.contains(words.phrase(match.end(), count))) {
                return Optional.of(new Match(match.end() + count, match.effect()));
            }
        }
        return match.end() == index + 1 && PLAIN.contains(words.typed(index)) ? Optional.of(match) : Optional.empty();
    }
}
