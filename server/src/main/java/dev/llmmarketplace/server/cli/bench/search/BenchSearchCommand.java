package dev.llmmarketplace.server.cli.bench.search;

import dev.llmmarketplace.adapters.onnx.MiniLmEmbedder;
import dev.llmmarketplace.server.cli.CacheDirectory;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.HelpOption;
import dev.llmmarketplace.server.cli.bench.BenchOutput;
import dev.llmmarketplace.server.cli.bench.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how good the search is. */
@Command(
        name = "search",
        description = "Measure how good the search is, on collections of documents and questions with known answers.",
        footer = {
            "",
            "A collection is a directory in the layout of BEIR: corpus.jsonl, queries.jsonl, and qrels.tsv or",
            "qrels/test.tsv. It is indexed through the product's own analysis, embedding and ranking, in a directory",
            "that is thrown away afterwards. Measures are those of trec_eval, over the first 1000 hits.",
            "Example:",
            "  marketplace bench search --corpus toole --corpus stabletoolbench -o json",
        })
public final class BenchSearchCommand implements Callable<Integer> {
    @Mixin
    HelpOption help;

    @Mixin
    private BenchOutput output;

    @Option(
            names = "--corpus",
            paramLabel = "DIRECTORY",
            required = true,
            description = "A collection; may be given several times.")
    private List<Path> directories = List.of();

    @Override
    public Integer call() throws IOException {
        List<JudgedCorpus> corpora =
                directories.stream().map(JudgedCorpusReader::read).toList();
        RetrievalReport report = new RetrievalReport();
        try (Scratch scratch = new Scratch();
                MiniLmEmbedder embedder = new MiniLmEmbedder(CacheDirectory.models())) {
            for (JudgedCorpus corpus : corpora) {
                corpus.remarks().forEach(output::progress);
                try (IndexedCorpus indexed =
                        IndexedCorpus.of(corpus, scratch.directory(), embedder, output::progress)) {
                    report.add(corpus, indexed.measure());
                }
            }
        }
        output.result(report::toJson, report::toTable);
        return ExitCode.OK;
    }
}
