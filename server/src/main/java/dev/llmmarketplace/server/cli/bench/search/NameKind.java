package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.core.catalog.ServiceManifest;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The ways in which people type what they know already. */
enum NameKind {
    /** {@code provider/service}. */
    ADDRESS(manifest -> manifest.name().toString()),
    SLUG(manifest -> manifest.name().service()),
    TITLE(ServiceManifest::title),
    /** The model's name, by which several services may go. */
    ALIAS(ServiceManifest::model),
    PROVIDER_AND_NAME(
            manifest -> manifest.name().provider() + " " + manifest.name().service()),
    /** A title with one letter too many, too few, wrong, or in its neighbour's place. */
    TYPO(ServiceManifest::title);

    private final Function<ServiceManifest, @Nullable String> name;

    NameKind(Function<ServiceManifest, @Nullable String> name) {
        this.name = name;
    }

    /** As reports call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Null when the service has none. */
    @Nullable
    String of(ServiceManifest manifest) {
        return name.apply(manifest);
    }
}
