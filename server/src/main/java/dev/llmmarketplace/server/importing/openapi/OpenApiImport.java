package dev.llmmarketplace.server.importing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.core.catalog.ManifestReport;
import dev.llmmarketplace.core.catalog.ManifestRule;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.openapi.OpenApiRules;
import dev.llmmarketplace.server.manifest.openapi.Operations;
import dev.llmmarketplace.server.manifest.openapi.Operations.Operation;
import dev.llmmarketplace.server.manifest.openapi.References;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an OpenAPI document of 3.1 or 3.0 and drafts the manifest of the service it describes. */
public final class OpenApiImport {
    /** Of a document, in bytes. */
    public static final int MOST_BYTES = 4 << 20;

    private static final int MOST_ATTACHED = 512 << 10;
    private static final Pattern READABLE_VERSION = Pattern.compile("3\\.[01](\\.[0-9]{1,4})?");

    /** Without these nothing is left to make a manifest of. */
    private static final Set<ManifestRule> NEEDED =
            EnumSet.of(ManifestRule.OPENAPI_PATHS, ManifestRule.OPENAPI_OPERATIONS, ManifestRule.OPENAPI_REFERENCES);

    private final @Nullable String provider;
    private final @Nullable URI source;

    /**
     * @param provider slug of the publishing organisation; null when it is to be filled in
     * @param source where the document was found; null for a file
     */
    public OpenApiImport(@Nullable String provider, @Nullable URI source) {
        this.provider = provider;
        this.source = source;
    }

    /** Text for a file, the draft's notes and what it leaves open. */
    public record Drafted(String text, ManifestDraft draft) {}

    /**
     * @param name of the document, for the manifest's first line
     * @throws ProblemException {@code MALFORMED_REQUEST} or {@code VALIDATION_FAILED}, with places, when it is no such
     *     document or none that can be called
     */
    public Drafted read(byte[] text, String name) {
        if (text.length > MOST_BYTES) {
            throw new ProblemException(Problem.invalid(
                    "", "a document of at most " + MOST_BYTES + " bytes", "has more", "Leave out what is not called."));
        }
        Document document = Document.read(text, syntax(text));
        JsonNode root = document.root();
        requireVersion(document);
        ManifestReport report = OpenApiRules.check(root, "").map(document.positions()::locate);
        List<Violation> fatal = report.violations().stream()
                .filter(found -> WireName.find(ManifestRule.class, String.valueOf(found.id()))
                        .filter(NEEDED::contains)
                        .isPresent())
                .toList();
        if (!fatal.isEmpty()) {
            throw new ProblemException(Problem.invalid(fatal));
        }
        ManifestDraft draft = draft(root, report);
        return new Drafted(DraftText.of(draft, name), draft);
    }

    private static Syntax syntax(byte[] text) {
        return new String(text, 0, Math.min(text.length, 100), StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("{")
                ? Syntax.JSON
                : Syntax.YAML;
    }

    private static void requireVersion(Document document) {
        String version = document.root().path("openapi").asText("");
        if (!READABLE_VERSION.matcher(version).matches()) {
            String found = document.root().has("swagger")
                    ? "it is a document of Swagger "
                            + document.root().path("swagger").asText()
                    : version.isEmpty() ? "is missing" : "was '" + Capabilities.cut(version, 20) + "'";
            throw new ProblemException(Problem.invalid(List.of(document.positions()
                    .locate(ManifestRule.OPENAPI_VERSION.broken(
                            "/openapi", "3.1 or 3.0", found, "Convert the document to OpenAPI 3.1.")))));
        }
    }

    private ManifestDraft draft(JsonNode document, ManifestReport report) {
        ManifestDraft draft = new ManifestDraft();
        References references = new References(document);
        List<Operation> operations = Operations.of(document);
        Spoken spoken = Spoken.in(operations, references);
        Capabilities capabilities = new Capabilities(spoken, references, draft);
        new Identity(document.path("info"), draft).write(provider);
        Unsaid.category(spoken.category(), draft);
        capabilities.write(operations.size());
        writeEndpoint(document, spoken, capabilities, references, draft);
        Unsaid.pricing(draft);
        List<String> parameters = capabilities.supportedParameters();
        if (spoken.dialect() != Dialect.CUSTOM && !parameters.isEmpty()) {
            parameters.forEach(draft.manifest().putArray("supportedParameters")::add);
        }
        new Attachments(document, draft).write(attachable(document, report, draft));
        return draft;
    }

    private void writeEndpoint(
            JsonNode document, Spoken spoken, Capabilities capabilities, References references, ManifestDraft draft) {
        ObjectNode common = JsonNodeFactory.instance
                .objectNode()
                .put("dialect", spoken.dialect().wireName());
        JsonNode own = spoken.operations().getFirst().body().path("security");
        List<String> urls = new Servers(source, spoken.prefix()).urls(document, draft);
        String at = urls.size() > 1 ? "/endpoints/0/authentication" : "/endpoint/authentication";
        JsonNode security = own.isMissingNode() ? document.path("security") : own;
        common.set("authentication", new Credentials(document, references).authentication(security, at, draft));
        if (spoken.dialect() != Dialect.CUSTOM) {
            capabilities.model().ifPresent(model -> {
                common.put("upstreamModel", model);
                draft.note("the model is called '" + model + "' there, the first that the document names");
            });
        }
        Servers.write(urls, common, draft);
    }

    /** Whether the document itself can travel with the version. */
    private static boolean attachable(JsonNode document, ManifestReport report, ManifestDraft draft) {
        if (!report.valid()) {
            Violation first = report.violations().getFirst();
            draft.note("the document is not attached: " + first.field() + " must be " + first.rule() + "; "
                    + first.message());
            return false;
        }
        if (document.toString().length() > MOST_ATTACHED) {
            draft.note("the document is not attached: it has more than " + MOST_ATTACHED + " characters");
            return false;
        }
        return true;
    }
}
