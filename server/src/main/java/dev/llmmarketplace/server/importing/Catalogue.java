package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.llmmarketplace.core.kernel.WireName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue that was read.
 *
 * @param asOf the day its prices are of
 * @param listings by name; no two have the same
 * @param skipped in the catalogue's order
 */
public record Catalogue(CatalogueFormat format, LocalDate asOf, List<Listing> listings, List<Skipped> skipped) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    public Catalogue {
        listings = List.copyOf(listings);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads a file.
     *
     * @param format null to tell it from the content
     * @param asOf null to take the file's own date, and where it has none the day it was last changed
     * @param today entries whose end has come by this day are left out
     * @throws IOException when the file cannot be read, is not JSON, or is no catalogue that is known; the message is
     *     for people
     */
    public static Catalogue read(Path file, @Nullable CatalogueFormat format, @Nullable LocalDate asOf, LocalDate today)
            throws IOException {
        JsonNode root = parse(file);
        CatalogueFormat known = format != null ? format : detect(file, root);
        CatalogueReader reader = switch (known) {
            case OPENROUTER -> new OpenRouterReader(today);
            case MODELS_DEV -> new ModelsDevReader();
            case LITELLM -> new LiteLlmReader(today);
        };
        DistinctNames distinct = DistinctNames.of(reader.entries(root).toList());
        return new Catalogue(known, asOf != null ? asOf : dateOf(file, root), distinct.listings(), distinct.skipped());
    }

    private static JsonNode parse(Path file) throws IOException {
        try (var input = Files.newInputStream(file)) {
            return JSON.readTree(input);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is not JSON: line " + e.getLocation().getLineNr() + ", "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static CatalogueFormat detect(Path file, JsonNode root) throws IOException {
        return CatalogueFormat.detect(root)
                .orElseThrow(() -> new IOException(file + " is no catalogue that is known. Known are "
                        + Arrays.stream(CatalogueFormat.values())
                                .map(WireName::wireName)
                                .collect(Collectors.joining(", "))
                        + "; name one with --format if this is one of them."));
    }

    /** None of the formats has a date today; files made for this marketplace say {@code "as_of": "2026-08-01"}. */
    private static LocalDate dateOf(Path file, JsonNode root) throws IOException {
        LocalDate own = Fields.date(root, "as_of");
        return own != null
                ? own
                : LocalDate.ofInstant(Files.getLastModifiedTime(file).toInstant(), ZoneOffset.UTC);
    }
}
