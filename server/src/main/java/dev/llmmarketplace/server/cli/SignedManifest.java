package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.catalog.ManifestSignature;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Document;
import dev.llmmarketplace.server.json.Syntax;
import dev.llmmarketplace.server.manifest.CanonicalManifest;
import java.nio.charset.StandardCharsets;

/** Adds a signature to a manifest's text, of which the rest is not touched. */
final class SignedManifest {
    private SignedManifest() {}

    static ManifestFile sign(ManifestFile manifest, SigningKey key) {
        return signed(new ManifestFile(manifest.name(), wholeLines(manifest.text())), key);
    }

    /** A last line without an end would get one, and a YAML text that ends there would be another. */
    private static String wholeLines(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    private static ManifestFile signed(ManifestFile manifest, SigningKey key) {
        boolean json = manifest.text().stripLeading().startsWith("{");
        JsonNode tree = read(manifest, json ? Syntax.JSON : Syntax.YAML);
        if (tree.has("signature")) {
            throw new CommandFailure(
                    ExitCode.REFUSED, manifest.name() + " is signed already; take its signature out to sign it anew.");
        }
        String value = key.sign(statement(tree));
        String member = "\"signature\": {\"key\": \"" + key.known().fingerprint() + "\", \"value\": \"" + value + "\"}";
        ManifestFile signed = new ManifestFile(
                manifest.name(), json ? withinBraces(manifest.text(), member) : manifest.text() + member + "\n");
        if (!read(signed, json ? Syntax.JSON : Syntax.YAML).has("signature")) {
            throw new CommandFailure(ExitCode.REFUSED, "The signature cannot be added to " + manifest.name() + ".");
        }
        return signed;
    }

    private static byte[] statement(JsonNode tree) {
        try {
            CanonicalManifest canonical = CanonicalManifest.of(tree);
            String name =
                    tree.path("provider").asText() + "/" + tree.path("name").asText();
            return ManifestSignature.statement(
                    name, tree.path("version").asText(), canonical.digest(), canonical.size());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.REFUSED, "The manifest cannot be signed: " + e.getMessage() + ".");
        }
    }

    private static JsonNode read(ManifestFile manifest, Syntax syntax) {
        try {
            JsonNode tree = Document.read(manifest.text().getBytes(StandardCharsets.UTF_8), syntax)
                    .root();
            if (!tree.isObject()) {
                throw new CommandFailure(ExitCode.REFUSED, manifest.name() + " is no manifest.");
            }
            return tree;
        } catch (ProblemException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, manifest.name() + ": " + e.problem().detail());
        }
    }

    private static String withinBraces(String text, String member) {
        int end = text.lastIndexOf('}');
        String before = text.substring(0, end).stripTrailing();
        return before + (before.endsWith("{") ? "" : ",") + "\n  " + member + "\n" + text.substring(end);
    }
}
