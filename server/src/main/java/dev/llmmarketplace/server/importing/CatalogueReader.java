package dev.llmmarketplace.server.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Knows one format. */
interface CatalogueReader {
    /** Every entry of the catalogue, in its order; none is passed over in silence. */
    Stream<Entry> entries(JsonNode root);
}
