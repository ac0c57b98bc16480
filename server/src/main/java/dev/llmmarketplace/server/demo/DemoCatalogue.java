package dev.llmmarketplace.server.demo;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.server.importing.Catalogue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which catalogue is shown: the one that is given, else one found beside the repository, else our own examples. */
public final class DemoCatalogue {
    private static final String EXAMPLES = "/examples/catalogue/models.json";

    private DemoCatalogue() {}

    /**
     * @param given the user's choice; empty to look around
     * @param home the repository
     * @param scratch where a file may be put
     */
    public static Path choose(Optional<Path> given, Path home, Path scratch) {
        return given.or(() -> beside(home)).orElseGet(() -> examples(scratch));
    }

    /** @throws UncheckedIOException with a message for people */
    public static Catalogue read(Path file) {
        try {
            LocalDate today = LocalDate.ofInstant(Time.system().instant(), ZoneOffset.UTC);
            return Catalogue.read(file, null, null, today);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    /** OpenRouter's list before others: it has descriptions, and its size suits a demonstration. */
    private static Optional<Path> beside(Path home) {
        Path directory = home.resolve("../shared/data/catalogue").normalize();
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
            files.forEach(found::add);
        } catch (IOException e) {
            return Optional.empty();
        }
        return found.stream()
                .min(Comparator.comparing(
                                (Path file) -> !file.getFileName().toString().startsWith("openrouter"))
                        .thenComparing(Path::toString));
    }

    /** Puts our own examples into {@code scratch}. */
    public static Path examples(Path scratch) {
        Path copy = scratch.resolve("models.json");
        try (InputStream resource = DemoCatalogue.class.getResourceAsStream(EXAMPLES)) {
            if (resource == null) {
                throw new FileNotFoundException(EXAMPLES + " is not on the class path");
            }
            Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack the example catalogue: " + e.getMessage(), e);
        }
    }
}
