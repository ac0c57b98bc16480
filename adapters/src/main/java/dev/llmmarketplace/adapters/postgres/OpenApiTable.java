package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.catalog.OpenApiDocument;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.kernel.VersionId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The statements on {@code openapi_document}: one for each version that has one. */
final class OpenApiTable {
    private OpenApiTable() {}

    static void insert(Handle handle, VersionId version, ServiceManifest manifest) {
        OpenApiDocument document = manifest.documents().openapi();
        if (document != null && document.text() != null) {
            handle.createUpdate("INSERT INTO openapi_document (version, document) VALUES (:version, :document)")
                    .bind("version", version.value())
                    .bind("document", document.text())
                    .execute();
        }
    }

    static Optional<String> find(Handle handle, VersionId version) {
        return handle.createQuery("SELECT document FROM openapi_document WHERE version = :version")
                .bind("version", version.value())
                .mapTo(String.class)
                .findOne();
    }
}
