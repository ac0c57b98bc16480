package dev.llmmarketplace.server.rest.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ServiceManifest;
import dev.llmmarketplace.core.catalog.ServiceManifest.Documents;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.publishing.revision.Revise;
import dev.llmmarketplace.core.publishing.revision.RevisedFields;
import dev.llmmarketplace.server.json.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A merge patch (RFC 7396) of what a listing says: what it names is replaced, null takes a document away.
 *
 * @param tree of the shape that the contract has checked
 */
record ListingPatch(JsonNode tree) {
    private static final String DOCUMENTS = "documents";

    /** @throws ProblemException {@code VALIDATION_FAILED} when it names what no revision may change, or its text is signed */
    ServiceManifest applied(ServiceManifest present) {
        requireWithin();
        if (present.signature() != null) {
            throw new ProblemException(Problem.invalid(
                    "/signature",
                    "made of the whole manifest",
                    "the version is signed, and a part of it would not fit its signature any more",
                    "PUT the whole manifest instead, signed anew."));
        }
        Documents documents = present.documents();
        return present.revised(
                text("title", present.title()),
                text("description", present.description()),
                tags(present),
                new Documents(
                        document("documentation", documents.documentation()),
                        document("documentationUrl", documents.documentationUrl()),
                        document("exampleUsage", documents.exampleUsage()),
                        document("logoUrl", documents.logoUrl()),
                        documents.licence(),
                        document("modelCard", documents.modelCard()),
                        documents.openapi()));
    }

    private void requireWithin() {
        Set<String> revisable = Set.copyOf(RevisedFields.revisable());
        List<Violation> beyond = new ArrayList<>();
        tree.fieldNames().forEachRemaining(name -> {
            if (name.equals(DOCUMENTS)) {
                tree.path(DOCUMENTS).fieldNames().forEachRemaining(document -> {
                    String field = Pointer.member("/" + DOCUMENTS, document);
                    if (!revisable.contains(field)) {
                        beyond.add(Revise.beyond(field));
                    }
                });
            } else if (!revisable.contains(Pointer.member("", name)) || name.equals("signature")) {
                beyond.add(Revise.beyond(Pointer.member("", name)));
            }
        });
        if (!beyond.isEmpty()) {
            throw new ProblemException(Problem.invalid(beyond));
        }
    }

    private String text(String name, String present) {
        return tree.has(name) ? tree.get(name).asText() : present;
    }

    private SortedSet<String> tags(ServiceManifest present) {
        if (!tree.has("tags")) {
            return present.tags();
        }
        SortedSet<String> tags = new TreeSet<>();
        tree.get("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private @Nullable String document(String name, @Nullable String present) {
        JsonNode given = tree.path(DOCUMENTS).get(name);
        if (given == null) {
            return present;
        }
        return given.isNull() ? null : given.asText();
    }
}
