package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import org.jspecify.annotations.Nullable;

/**
 * @param openapiDigest SHA-256, hexadecimal, of the OpenAPI document; it has an address of its own
 * @param openapiSize in bytes
 */
record DocumentsBody(
        @Nullable String documentation,
        @Nullable String documentationUrl,
        @Nullable String exampleUsage,
        @Nullable String logoUrl,
        @Nullable String licence,
        @Nullable String modelCard,
        @Nullable String openapiDigest,
        @Nullable Long openapiSize) {

    static DocumentsBody from(Documents documents) {
        OpenApiDocument openapi = documents.openapi();
        return new DocumentsBody(
                documents.documentation(),
                documents.documentationUrl(),
                documents.exampleUsage(),
                documents.logoUrl(),
                documents.licence(),
                documents.modelCard(),
                openapi == null ? null : openapi.digest(),
                openapi == null ? null : openapi.size());
    }
}
