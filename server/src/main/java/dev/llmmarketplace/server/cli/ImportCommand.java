package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.kernel.WireName;
import dev.llmmarketplace.server.cli.client.ListingUpload;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.importing.Catalogue;
import dev.llmmarketplace.server.importing.CatalogueFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Lists the services of a public catalogue. */
@Command(
        name = "import",
        description = "List the services of a public catalogue: OpenRouter, models.dev or LiteLLM.",
        subcommands = ImportOpenApiCommand.class,
        footer = {
            "",
            "Needs a sign-in that may import (administrators may). A second run changes nothing.",
            "Examples:",
            "  marketplace import openrouter-models.json --as-of 2026-08-01",
            "  marketplace import litellm-prices.json --dry-run --report skipped.json",
            "  marketplace import openapi openapi.yaml > manifest.yaml",
        })
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private ClientOptions client;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The catalogue, JSON.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            converter = FormatConverter.class,
            description = "openrouter, models-dev or litellm; told from the content when absent.")
    private @Nullable CatalogueFormat format;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description =
                    "The day of the prices, as in 2026-08-01. When absent the file's own date, or when it changed.")
    private @Nullable LocalDate asOf;

    @Option(names = "--dry-run", description = "Read and report, send nothing.")
    private boolean dryRun;

    @Option(names = "--report", paramLabel = "FILE", description = "Write what became of each entry to this JSON file.")
    private @Nullable Path report;

    @Override
    public Integer call() {
        Path named = file();
        Catalogue catalogue = read(named);
        ImportReport result = new ImportReport(named.toString(), catalogue);
        if (!dryRun) {
            try (MarketplaceClient marketplace = client.connect();
                    ProgressBar progress = new ProgressBar(
                            client.err(), "Importing", catalogue.listings().size(), Terminal.attended())) {
                new ListingUpload(marketplace).send(catalogue, result::add, progress::step);
            }
        }
        if (report != null) {
            write(result, report);
        }
        client.show(result.summary(), result::print);
        return result.refusedAny() ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** Optional for picocli, since with {@code openapi} there is none. */
    private Path file() {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'FILE'");
        }
        return file;
    }

    private Catalogue read(Path named) {
        try {
            LocalDate today = LocalDate.ofInstant(Time.system().instant(), ZoneOffset.UTC);
            return Catalogue.read(named, format, asOf, today);
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.USAGE, "There is no file " + named + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    private static void write(ImportReport result, Path report) {
        try {
            Files.writeString(report, result.full().toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the report to " + report + ": " + e.getMessage(), e);
        }
    }

    static final class FormatConverter implements ITypeConverter<CatalogueFormat> {
        @Override
        public CatalogueFormat convert(String value) {
            return WireName.find(CatalogueFormat.class, value)
                    .orElseThrow(() -> new TypeConversionException("expected openrouter, models-dev or litellm"));
        }
    }
}
