package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Questions that name a service, made from the services themselves. Right is every service that goes by the name, because
 * several may; names are compared by letters and digits alone. The same services and seed give the same questions.
 */
final class NavigationalQuestions {
    private final Map<String, Set<ServiceId>> services = new HashMap<>();
    private final List<ServiceVersion> catalogue;

    NavigationalQuestions(List<ServiceVersion> catalogue) {
        this.catalogue = catalogue;
        for (ServiceVersion service : catalogue) {
            Arrays.stream(NameKind.values())
                    .map(kind -> kind.of(service.manifest()))
                    .filter(Objects::nonNull)
                    .forEach(name -> services.computeIfAbsent(compact(name), _ -> new HashSet<>())
                            .add(service.service()));
        }
    }

    /** @param right not empty */
    record Question(String text, Set<ServiceId> right) {}

    /** @param most how many; each of another service */
    List<Question> of(NameKind kind, int most, long seed) {
        Random random = new Random(seed);
        TypingError error = new TypingError(random);
        List<ServiceVersion> shuffled = new ArrayList<>(catalogue);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .map(service -> question(kind, service.manifest(), error))
                .filter(Objects::nonNull)
                .limit(most)
                .toList();
    }

    private @Nullable Question question(NameKind kind, ServiceManifest manifest, TypingError error) {
        String name = kind.of(manifest);
        if (name == null || compact(name).isEmpty()) {
            return null;
        }
        Set<ServiceId> right = services.getOrDefault(compact(name), Set.of());
        if (kind != NameKind.TYPO) {
            return new Question(name, right);
        }
        String mistyped = error.in(name);
        // what has become another's name asks for the other
        return services.containsKey(compact(mistyped)) ? null : new Question(mistyped, right);
    }

    private static String compact(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
