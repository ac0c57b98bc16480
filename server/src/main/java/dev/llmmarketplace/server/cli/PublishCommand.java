package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.ApiProblem.Violation;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a manifest and publishes it. */
@Command(
        name = "publish",
        description = "Check a service manifest and publish it.",
        footer = {
            "",
            "A credential may be written as ${NAME}: it is taken from that environment variable, so that manifests can",
            "be kept in version control. The format: api/service-manifest.schema.json, examples: examples/.",
            "Examples:",
            "  marketplace publish support-chat.yaml",
            "  marketplace publish --dry-run support-chat.yaml",
            "  ACME_KEY=... marketplace publish - < support-chat.json",
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client;

    @Parameters(paramLabel = "FILE", description = "Manifest in YAML or JSON; - for standard input.")
    private String file;

    @Option(names = "--dry-run", description = "Only check it, and show what it would change.")
    private boolean dryRun;

    @Option(names = "--strict", description = "Let warnings hinder too.")
    private boolean strict;

    @Option(names = "--sign", paramLabel = "KEYFILE", description = "Sign it with this key, see 'sign'.")
    private @Nullable Path key;

    @Override
    public Integer call() {
        ManifestFile manifest = key == null
                ? ManifestFile.read(file)
                : SignedManifest.sign(ManifestFile.read(file), SigningKey.read(key));
        try (MarketplaceClient marketplace = client.connect()) {
            JsonNode report =
                    marketplace.post(path("/api/v1/services/validate"), manifest.contentType(), manifest.text());
            boolean valid = report.path("valid").asBoolean();
            if (!valid || dryRun) {
                client.show(report, out -> print(manifest, report, out));
                return valid ? ExitCode.OK : ExitCode.REFUSED;
            }
            print(manifest, "warning", report.path("warnings"), client.err());
            if (report.at("/plan/action").asText().equals("UNCHANGED")) {
                client.show(report, out -> out.println("It is published like this already; nothing is to be done."));
                return ExitCode.OK;
            }
            if (report.at("/plan/action").asText().equals("REVISE")) {
                JsonNode listing = revise(marketplace, manifest, report.at("/plan/revises"));
                client.show(
                        listing,
                        out -> out.println("Revised " + listing.path("name").asText() + " "
                                + listing.path("version").asText() + ": revision "
                                + listing.path("revision").asText() + "."));
                return ExitCode.OK;
            }
            JsonNode published = publish(marketplace, manifest);
            client.show(published, out -> announce(published, out));
            return ExitCode.OK;
        }
    }

    /** Shows each phase as it ends; where the server has answered at once there is nothing to follow. */
    private JsonNode publish(MarketplaceClient marketplace, ManifestFile manifest) {
        JsonNode answer =
                marketplace.postWithoutWaiting(path("/api/v1/services"), manifest.contentType(), manifest.text());
        return answer.has("phase") ? new SubmissionFollower(marketplace, client.err()).follow(answer) : answer;
    }

    /** Only texts differ, which needs no new version. */
    private static JsonNode revise(MarketplaceClient marketplace, ManifestFile manifest, JsonNode revises) {
        return marketplace.putIfMatch(
                "/api/v1/services/" + revises.path("service").asText() + "/listing",
                revises.path("etag").asText(),
                manifest.contentType(),
                manifest.text());
    }

    private String path(String resource) {
        return new Query(resource).withFlag("strict", strict).toString();
    }

    private static void print(ManifestFile manifest, JsonNode report, PrintWriter out) {
        print(manifest, "error", report.path("violations"), out);
        print(manifest, "warning", report.path("warnings"), out);
        printPlan(report.path("plan"), out);
        int errors = report.path("violations").size();
        out.println(errors == 0 ? manifest.name() + " is valid." : errors + (errors == 1 ? " error." : " errors."));
    }

    private static void printPlan(JsonNode plan, PrintWriter out) {
        switch (plan.path("action").asText()) {
            case "CREATE" -> out.println("Would create the service.");
            case "UNCHANGED" -> out.println("It is published like this already.");
            case "REVISE" -> {
                out.println("Would be a revision of " + plan.path("present").asText() + ", without a new version:");
                printChanges(plan, out);
            }
            case "UPDATE", "CONFLICT" -> {
                out.println("Compared with " + plan.path("present").asText() + ":");
                printChanges(plan, out);
            }
            default -> {} // it could not be planned
        }
    }

    private static void printChanges(JsonNode plan, PrintWriter out) {
        plan.path("changes").forEach(change -> out.println("  " + line(change)));
    }

    private static String line(JsonNode change) {
        String field = change.path("field").asText();
        if (!change.has("before")) {
            return "+ " + field + ": " + change.get("after");
        }
        return change.has("after")
                ? "~ " + field + ": " + change.get("before") + " -> " + change.get("after")
                : "- " + field + ": " + change.get("before");
    }

    /** As compilers do, so that editors can jump to the place. */
    private static void print(ManifestFile manifest, String severity, JsonNode violations, PrintWriter out) {
        List<Violation> found = Violation.listOf(violations);
        for (Violation violation : found) {
            String place = violation.place() == null ? "" : ":" + violation.place();
            String rule = violation.id() == null ? "" : "[" + violation.id() + "]";
            out.println(manifest.name() + place + ": " + severity + rule + ": " + Failures.sentence(violation));
            out.println("    " + violation.mend());
        }
        out.flush();
    }

    private static void announce(JsonNode service, PrintWriter out) {
        String name = service.path("name").asText();
        String status = service.path("status").asText();
        out.println("Published " + name + " " + service.path("version").asText() + ", status " + status + ".");
        if (status.equals("pending_approval")) {
            out.println("An approver decides before it is listed: marketplace services approve " + name);
        } else if (!service.path("callable").asBoolean()) {
            out.println("It cannot be called yet: give its credential with marketplace services credential " + name);
        } else {
            out.println("Next: marketplace subscribe " + name);
        }
    }
}
