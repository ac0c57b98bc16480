package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What travels with the version: links, the licence, and the document itself. */
final class Attachments {
    private static final int LONGEST_LICENCE = 100;

    private final JsonNode document;
    private final ManifestDraft draft;

    Attachments(JsonNode document, ManifestDraft draft) {
        this.document = document;
        this.draft = draft;
    }

    /** @param whole whether the document itself is attached */
    void write(boolean whole) {
        ObjectNode documents = JsonNodeFactory.instance.objectNode();
        link(documents, "documentationUrl", document.path("externalDocs").path("url"));
        link(documents, "logoUrl", document.path("info").path("x-logo").path("url"));
        JsonNode licence = document.path("info").path("license");
        String name = licence.path("identifier").asText(licence.path("name").asText(""));
        if (!name.isBlank() && name.length() <= LONGEST_LICENCE) {
            documents.put("licence", name);
        }
        if (whole) {
            documents.set("openapi", document);
        }
        if (!documents.isEmpty()) {
            draft.manifest().set("documents", documents);
        }
    }

    private static void link(ObjectNode documents, String field, JsonNode url) {
        if (url.asText("").matches("https?://\\S{1,1990}")) {
            documents.put(field, url.asText());
        }
    }
}
