package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Small catalogues of our own in the shapes of the public ones. */
final class Fixtures {
    static final LocalDate TODAY = LocalDate.of(2026, 9, 1);
    static final LocalDate AS_OF = LocalDate.of(2026, 7, 1);

    private Fixtures() {}

    static Path file(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(Fixtures.class.getResource(name)).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Catalogue read(String name) {
        try {
            return Catalogue.read(file(name), null, AS_OF, TODAY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest of the listing that is named {@code name}. */
    static JsonNode manifest(Catalogue catalogue, String name) {
        return catalogue.listings().stream()
                .filter(listing -> listing.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not among "
                        + catalogue.listings().stream().map(Listing::name).toList()))
                .manifest(catalogue.format().wireName(), catalogue.asOf());
    }

    static Map<String, SkipReason> skipped(Catalogue catalogue) {
        return catalogue.skipped().stream().collect(Collectors.toMap(Skipped::entry, Skipped::reason));
    }
}
