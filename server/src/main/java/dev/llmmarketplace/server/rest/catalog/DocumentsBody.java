package dev.llmmarketplace.server.rest.catalog;

import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import org.jspecify.annotations.Nullable;

record DocumentsBody(
        @Nullable String documentation,
        @Nullable String documentationUrl,
        @Nullable String exampleUsage,
        @Nullable String logoUrl,
        @Nullable String licence) {

    static DocumentsBody from(Documents documents) {
        return new DocumentsBody(
                documents.documentation(),
                documents.documentationUrl(),
                documents.exampleUsage(),
                documents.logoUrl(),
                documents.licence());
    }
}
