package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An export of the audit trail and the public keys, in files, to be tampered with. At least two batches and a head. */
public record AuditExport(Path file, Path keys, List<String> lines) {

    public static AuditExport take(Api auditor, Path directory) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonNode page;
        String cursor = "";
        do {
            page = auditor.get("/api/v1/audit/batches?batches=2" + cursor)
                    .expect(200)
                    .json();
            page.path("items").forEach(batch -> lines.add(batch.toString()));
            cursor = "&cursor=" + page.path("next").asText();
        } while (page.has("next"));
        lines.add("{\"head\":" + page.get("head") + "}");
        Path keys = Files.writeString(
                directory.resolve("keys.json"),
                auditor.get("/.well-known/receipt-keys.json").text());
        return new AuditExport(directory.resolve("audit.jsonl"), keys, lines);
    }

    /** What the command said of it. */
    public record Verdict(int exitCode, String out) {}

    public Verdict verify() throws IOException {
        Files.write(file, lines);
        Commands.Result result = Commands.bare("verify", "audit", file.toString(), "--key", keys.toString());
        return new Verdict(result.exitCode(), result.out());
    }

    public AuditExport changed(String from, String to) {
        return with(lines.stream().map(line -> line.replace(from, to)).toList());
    }

    public AuditExport without(int line) {
        List<String> rest = new ArrayList<>(lines);
        rest.remove(line);
        return with(rest);
    }

    /** Without the last batch. */
    public AuditExport cutOff() {
        return without(lines.size() - 2);
    }

    public AuditExport withoutHead() {
        return without(lines.size() - 1);
    }

    /** With the first two batches in each other's place. */
    public AuditExport swapped() {
        List<String> moved = new ArrayList<>(lines);
        Collections.swap(moved, 0, 1);
        return with(moved);
    }

    private AuditExport with(List<String> changed) {
        return new AuditExport(file, keys, changed);
    }
}
