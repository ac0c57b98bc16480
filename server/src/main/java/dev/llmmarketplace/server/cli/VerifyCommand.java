package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.core.audit.AuditTrail;
import dev.llmmarketplace.core.receipt.ReceiptVerifier;
import dev.llmmarketplace.core.receipt.ReceiptVerifier.Finding;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks what the marketplace says of usage and money, against proofs and against each other. */
@Command(
        name = "verify",
        description = "Check receipts and the audit trail, from files alone, and the ledger.",
        synopsisSubcommandLabel = "COMMAND")
final class VerifyCommand {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "receipts",
            description = "Check a file of receipts with the public key alone: any record that was changed, removed,"
                    + " added or moved is named, and the command ends with 1.")
    int receipts(
            @Mixin HelpOption subcommandHelp,
            @Parameters(paramLabel = "FILE", description = "As 'receipts export' or 'receipts show' printed it.")
                    Path file,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "KEYS",
                            description = "A file as 'receipts keys' printed it, or the x of a key.")
                    String key) {
        ReceiptVerifier verifier = new ReceiptVerifier(ReceiptFile.keys(key));
        ReceiptFile.check(file, verifier);
        return report(verifier, "records");
    }

    private int report(ReceiptVerifier verifier, String items) {
        PrintWriter out = spec.commandLine().getOut();
        verifier.findings().forEach(finding -> out.println(line(finding)));
        out.println(
                verifier.findings().isEmpty()
                        ? "In order: " + verifier.records() + " " + items + " in " + verifier.batches()
                                + " signed batches."
                        : verifier.findings().size() + " findings in " + verifier.batches() + " batches.");
        out.flush();
        return verifier.findings().isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
    }

    @Command(
            name = "audit",
            description = "Check an export of the audit trail with the public key alone: any entry that was changed,"
                    + " removed, added or moved is named, and the command ends with 1.")
    int audit(
            @Mixin HelpOption subcommandHelp,
            @Parameters(paramLabel = "FILE", description = "As 'audit export' printed it.") Path file,
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "KEYS",
                            description = "A file as 'receipts keys' printed it, or the x of a key.")
                    String key,
            @Option(
                            names = "--part",
                            description = "It is a part of the trail: batches before its first and after its last are"
                                    + " not missed.")
                    boolean part) {
        ReceiptVerifier verifier = new ReceiptVerifier(ReceiptFile.keys(key));
        ReceiptFile.check(file, verifier);
        if (!part) {
            verifier.requireWhole(AuditTrail.CHAIN);
        }
        return report(verifier, "entries");
    }

    @Command(
            name = "ledger",
            description =
                    "Recompute costs and balances from the records and compare; for administrators. Each difference"
                            + " is named, and the command ends with 1 when there is one.")
    int ledger(@Mixin ClientOptions client) {
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode report = marketplace.get("/api/v1/ledger/verification");
            client.show(report, out -> print(report, out));
            return report.path("inOrder").asBoolean() ? ExitCode.OK : ExitCode.REFUSED;
        }
    }

    private static void print(JsonNode report, PrintWriter out) {
        for (JsonNode difference : report.path("shown")) {
            out.println(difference.path("rule").asText() + ": "
                    + difference.path("subject").asText() + " should be "
                    + difference.path("expected").asText() + " and is "
                    + difference.path("found").asText());
        }
        String looked = Figures.count(report.path("records").asLong()) + " records, "
                + Figures.count(report.path("entries").asLong()) + " entries";
        out.println(
                report.path("inOrder").asBoolean()
                        ? "In order: " + looked + "."
                        : Figures.count(report.path("differences").asLong()) + " differences in " + looked + ".");
    }

    private static String line(Finding finding) {
        String item = finding.item() == null ? "" : " (" + finding.item() + ")";
        return finding.place() + item + ": " + finding.message();
    }
}
