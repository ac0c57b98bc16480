package dev.llmmarketplace.server.importing.openapi;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.kernel.WireName;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What OpenAPI has no words for and a manifest needs. */
final class Unsaid {
    private Unsaid() {}

    static void category(Optional<Category> known, ManifestDraft draft) {
        draft.manifest().put("category", known.map(Category::wireName).orElse(ManifestDraft.MISSING));
        if (known.isEmpty()) {
            String all =
                    Arrays.stream(Category.values()).map(WireName::wireName).collect(Collectors.joining(", "));
            draft.todo("/category", "one of " + all);
        }
    }

    static void pricing(ManifestDraft draft) {
        draft.manifest().putObject("pricing").put("model", ManifestDraft.MISSING);
        draft.todo(
                "/pricing/model",
                "per-token or per-request, with rates: {input: …, output: …} or {request: …} beside it; or subscription, or"
                        + " free");
    }
}
