package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.server.importing.openapi.ManifestDraft;
import dev.llmmarketplace.server.importing.openapi.ManifestDraft.Todo;
import dev.llmmarketplace.server.importing.openapi.OpenApiImport;
import dev.llmmarketplace.server.rest.Answer;
import dev.llmmarketplace.server.rest.Request;
import dev.llmmarketplace.server.rest.Routes;
import java.util.List;

/** Drafts manifests of OpenAPI documents. Nothing is stored, published or called. */
public final class OpenApiImportRoutes {
    private static final String NAME = "the document";

    private final AccessStore access;

    public OpenApiImportRoutes(AccessStore access) {
        this.access = access;
    }

    public void register(Routes routes) {
        routes.on("importOpenApi", this::draft);
    }

    /**
     * @param text the manifest as YAML, with what is missing in comments
     * @param todos what is missing, by field
     * @param notes what was left out or should be known
     */
    record DraftBody(JsonNode manifest, String text, List<Todo> todos, List<String> notes) {
        static DraftBody from(OpenApiImport.Drafted drafted) {
            ManifestDraft draft = drafted.draft();
            return new DraftBody(draft.manifest(), drafted.text(), draft.todos(), draft.notes());
        }
    }

    private Answer draft(Request request) {
        String provider = request.find("provider").orElseGet(() -> own(request));
        return Answer.ok(DraftBody.from(
                new OpenApiImport(provider, null).read(request.content().bytes(), NAME)));
    }

    private String own(Request request) {
        return access.findOrganisation(request.principal().organisation())
                .map(Organisation::slug)
                .orElseThrow(() -> new IllegalStateException("who is signed in belongs to an organisation"));
    }
}
