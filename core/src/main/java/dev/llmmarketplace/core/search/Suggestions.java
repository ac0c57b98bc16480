package dev.llmmarketplace.core.search;

import dev.llmmarketplace.core.catalog.CatalogStore;
import dev.llmmarketplace.core.catalog.ServiceStatus;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.governance.Clearance;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.search.Suggestion.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Suggests while somebody types: services whose names go on so, then providers, categories and tags. Only what the
 * viewer may see, and of services what policies allow him, is suggested: names come from the index and are looked up in
 * the store. Blocking; thread-safe.
 */
public final class Suggestions {
    /** Fewer characters tell nothing. */
    public static final int LEAST_CHARACTERS = 2;

    private static final int MOST_CHARACTERS = 100;

    private final SearchIndex index;
    private final CatalogStore catalog;
    private final Inventory inventory;

    public Suggestions(SearchIndex index, CatalogStore catalog, Inventory inventory) {
        this.index = index;
        this.catalog = catalog;
        this.inventory = inventory;
    }

    /**
     * @param limit 1..50
     * @throws ProblemException {@code VALIDATION_FAILED} for fewer than {@value #LEAST_CHARACTERS} characters
     */
    public List<Suggestion> suggest(String typed, int limit, Viewer viewer, Clearance clearance) {
        String beginning = typed.strip().toLowerCase(Locale.ROOT);
        if (beginning.codePointCount(0, beginning.length()) < LEAST_CHARACTERS) {
            throw new ProblemException(Problem.invalid(
                    "q", "at least " + LEAST_CHARACTERS + " characters", "had fewer", "Ask when more has been typed."));
        }
        String asked = beginning.substring(0, Math.min(MOST_CHARACTERS, beginning.length()));
        return Stream.of(
                        services(asked, limit, viewer, clearance),
                        values(Kind.PROVIDER, Trait.PROVIDER, asked, viewer),
                        values(Kind.CATEGORY, Trait.CATEGORY, asked, viewer),
                        values(Kind.TAG, Trait.TAG, asked, viewer))
                .flatMap(Function.identity())
                .limit(limit)
                .toList();
    }

    private Stream<Suggestion> services(String beginning, int limit, Viewer viewer, Clearance clearance) {
        List<ServiceId> found = index.suggest(beginning, limit, viewer);
        Map<ServiceId, ServiceVersion> listed = found.isEmpty()
                ? Map.of()
                : catalog.findListed(found).stream()
                        .filter(viewer::sees)
                        .filter(clearance::admits)
                        .collect(Collectors.toMap(ServiceVersion::service, Function.identity()));
        return found.stream()
                .flatMap(service -> Optional.ofNullable(listed.get(service)).stream())
                .sorted(Comparator.comparing(service -> service.status() == ServiceStatus.DEPRECATED))
                .map(service -> new Suggestion(
                        Kind.SERVICE,
                        service.manifest().name().toString(),
                        service.manifest().title(),
                        1));
    }

    private Stream<Suggestion> values(Kind kind, Trait trait, String beginning, Viewer viewer) {
        return inventory.of(trait, viewer).stream()
                .filter(count -> begins(count.value().toLowerCase(Locale.ROOT), beginning))
                .map(count -> new Suggestion(kind, count.value(), count.value(), count.count()));
    }

    /** The value, or one of its words: {@code generation} is in {@code text-generation}. */
    private static boolean begins(String value, String beginning) {
        return value.startsWith(beginning) || value.contains("-" + beginning) || value.contains(" " + beginning);
    }
}
