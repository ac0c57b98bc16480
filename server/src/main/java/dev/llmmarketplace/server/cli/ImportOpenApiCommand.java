package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.core.kernel.Problem.Violation;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.importing.openapi.OpenApiImport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes of an OpenAPI document a manifest to complete. Asks no server. */
@Command(
        name = "openapi",
        description = "Make a manifest to complete of an OpenAPI 3.1 or 3.0 document. Nothing is published.",
        footer = {
            "",
            "What the document does not say is marked TODO; 'publish --dry-run' names it until it is filled in.",
            "Examples:",
            "  marketplace import openapi openapi.yaml --provider acme > manifest.yaml",
            "  marketplace import openapi https://api.example.com/openapi.json --to manifest.yaml",
        })
final class ImportOpenApiCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE|URL", description = "The document, YAML or JSON.")
    private String source;

    @Option(names = "--provider", paramLabel = "SLUG", description = "The organisation that publishes.")
    private @Nullable String provider;

    @Option(names = "--to", paramLabel = "FILE", description = "Write the manifest to this new file.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        DocumentSource document = new DocumentSource(source);
        PrintWriter err = spec.commandLine().getErr();
        try {
            OpenApiImport.Drafted drafted = new OpenApiImport(
                            provider, document.address().orElse(null))
                    .read(document.read(OpenApiImport.MOST_BYTES), source);
            write(drafted.text());
            drafted.draft().notes().forEach(note -> err.println("note: " + note));
            drafted.draft().todos().forEach(todo -> err.println("todo: " + todo.field() + ": " + todo.instruction()));
            return ExitCode.OK;
        } catch (ProblemException e) {
            e.problem().violations().forEach(found -> print(found, err));
            err.println("error: " + e.problem().detail());
            return ExitCode.REFUSED;
        } finally {
            err.flush();
        }
    }

    private void write(String manifest) {
        if (target == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(manifest);
            out.flush();
            return;
        }
        try {
            Files.writeString(target, manifest, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailure(ExitCode.USAGE, target + " is there already; choose another name.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "Cannot write " + target + ": " + e.getMessage());
        }
    }

    private void print(Violation found, PrintWriter err) {
        String place = found.place() == null
                ? ""
                : ":" + found.place().line() + ":" + found.place().column();
        err.println(source + place + ": error[" + found.id() + "]: " + found.field() + ": must be " + found.rule()
                + "; " + found.message());
        err.println("    " + found.mend());
    }
}
