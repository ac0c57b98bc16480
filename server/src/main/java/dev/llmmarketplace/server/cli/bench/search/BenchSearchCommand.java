package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.search.Embedder;
import dev.llmmarketplace.server.cli.CacheDirectory;
import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import dev.llmmarketplace.server.cli.bench.BenchOutput;
import dev.llmmarketplace.server.cli.bench.Machine;
import dev.llmmarketplace.server.cli.bench.Scratch;
import dev.llmmarketplace.server.demo.DemoCatalogue;
import dev.llmmarketplace.server.importing.Catalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how good the search is. */
@Command(
        name = "search",
        description = "Measure how good the search is, on questions with known answers.",
        footer = {
            "",
            "Without --corpus questions are made from a catalogue: its names in the ways people type them, and constraints",
            "in plain language. With --corpus a collection is a directory in the layout of BEIR: corpus.jsonl,",
            "queries.jsonl, and qrels.tsv or qrels/test.tsv; measures are those of trec_eval, over the first 1000 hits.",
            "All is indexed through the product's own analysis, embedding and ranking, in a directory that is thrown away",
            "afterwards. Examples:",
            "  marketplace bench search --catalogue openrouter-models.json",
            "  marketplace bench search --services 100000 --directory /var/tmp/crowd",
            "  marketplace bench search --services 100000 --activation --directory /var/tmp/stored",
            "  marketplace bench search --corpus toole --corpus stabletoolbench -o json",
        })
public final class BenchSearchCommand implements Callable<Integer> {
    private static final int FIRST_STAGE = 10_000;

    @Mixin
    HelpOption help;

    @Mixin
    private BenchOutput output;

    @Option(
            names = "--corpus",
            paramLabel = "DIRECTORY",
            description = "A collection instead of a catalogue; may be given several times.")
    private List<Path> corpora = List.of();

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "A catalogue that 'import' reads (default: the bundled examples).")
    private @Nullable Path catalogue;

    @Option(
            names = "--services",
            paramLabel = "COUNT",
            defaultValue = "0",
            description = {
                "Measure times, recall and size with so many services, made after the catalogue's pattern: at 10,000,",
                "100,000 and so on up to COUNT."
            })
    private int services;

    @Option(
            names = "--directory",
            paramLabel = "DIRECTORY",
            description = {
                "Keep the services' index there. One that the same catalogue and seed have filled is measured as it is,",
                "and filled up to COUNT."
            })
    private @Nullable Path directory;

    @Option(
            names = "--rebuild",
            description = {
                "With --services: measure how long the index takes to be made from a PostgreSQL that holds the services and",
                "their vectors, instead of how it answers."
            })
    private boolean rebuild;

    @Option(
            names = "--activation",
            description = {
                "With --services: as --rebuild, and then how soon a search finds what is activated, through the outbox."
            })
    private boolean activation;

    @Option(
            names = "--rate",
            paramLabel = "COUNT",
            defaultValue = "50",
            description = "Requests a second with --services (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "Of each kind of request with --services (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--questions",
            paramLabel = "COUNT",
            defaultValue = "300",
            description = "Of each kind that are made from a catalogue (default: ${DEFAULT-VALUE}).")
    private int questions;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "The same gives the same questions (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        try (Scratch scratch = new Scratch();
                MiniLmEmbedder embedder = new MiniLmEmbedder(CacheDirectory.models())) {
            if (!corpora.isEmpty()) {
                RetrievalReport report = corpora(scratch.directory(), embedder);
                output.result(report::toJson, report::toTable);
            } else if (services > 0 && (rebuild || activation)) {
                RebuildReport report = rebuild(scratch.directory(), embedder);
                output.result(report::toJson, report::toTable);
            } else if (services > 0) {
                CrowdReport report = crowd(scratch.directory(), embedder);
                output.result(report::toJson, report::toTable);
            } else {
                CatalogueReport report = catalogue(scratch.directory(), embedder);
                output.result(report::toJson, report::toTable);
            }
        }
        return ExitCode.OK;
    }

    private RetrievalReport corpora(Path scratch, Embedder embedder) throws IOException {
        List<JudgedCorpus> judged =
                corpora.stream().map(JudgedCorpusReader::read).toList();
        RetrievalReport report = new RetrievalReport();
        for (JudgedCorpus corpus : judged) {
            corpus.remarks().forEach(output::progress);
            try (IndexedCorpus indexed = IndexedCorpus.of(corpus, scratch, embedder, output::progress)) {
                report.add(corpus, indexed.measure());
            }
        }
        return report;
    }

    private CatalogueReport catalogue(Path scratch, Embedder embedder) throws IOException {
        Path file = file(scratch);
        List<ServiceVersion> services = CatalogueListings.of(read(file));
        try (CatalogueIndex index = CatalogueIndex.of(services, scratch, embedder, output::progress)) {
            return new CatalogueReport(
                    file.getFileName().toString(), CatalogueQuality.measure(services, index, questions, seed));
        }
    }

    private CrowdReport crowd(Path scratch, Embedder embedder) throws IOException {
        Path file = file(scratch);
        List<ServiceVersion> listings = CatalogueListings.of(read(file));
        output.progress("embedding " + listings.size() + " listings");
        CrowdVectors vectors = new CrowdVectors(embedder, listings);
        SteadyLoad load = new SteadyLoad(rate, seconds);
        List<CrowdFigures> stages = new ArrayList<>();
        Path root = directory != null ? directory : Files.createTempDirectory(scratch, "index");
        try (CrowdedIndex index = new CrowdedIndex(root, listings, vectors, seed, output::progress)) {
            for (int stage = FIRST_STAGE; stage < services; stage *= 10) {
                if (stage >= index.services()) {
                    stages.add(index.measure(stage, load));
                }
            }
            stages.add(index.measure(Math.max(services, index.services()), load));
        }
        return new CrowdReport(Machine.here().toString(), file.getFileName().toString(), load, stages);
    }

    private RebuildReport rebuild(Path scratch, Embedder embedder) throws IOException {
        Path file = file(scratch);
        List<ServiceVersion> listings = CatalogueListings.of(read(file));
        output.progress("embedding " + listings.size() + " listings");
        CrowdVectors vectors = new CrowdVectors(embedder, listings);
        ServiceCrowd crowd = new ServiceCrowd(listings, seed);
        List<CrowdRebuild.Figures> stages = new ArrayList<>();
        Path root = directory != null ? directory : Files.createTempDirectory(scratch, "stored");
        try (StoredCrowd stored = new StoredCrowd(root, crowd, vectors)) {
            CrowdRebuild rebuilds = new CrowdRebuild(stored, crowd, vectors, output::progress);
            for (int stage = FIRST_STAGE; stage < services; stage *= 10) {
                if (stage >= stored.services()) {
                    stages.add(rebuilds.measure(Files.createTempDirectory(scratch, "index"), stage, activation));
                }
            }
            int most = Math.max(services, stored.services());
            stages.add(rebuilds.measure(Files.createTempDirectory(scratch, "index"), most, activation));
        }
        return new RebuildReport(Machine.here().toString(), file.getFileName().toString(), stages);
    }

    private Path file(Path scratch) {
        return catalogue != null ? catalogue : DemoCatalogue.examples(scratch);
    }

    private static Catalogue read(Path file) {
        try {
            return DemoCatalogue.read(file);
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
