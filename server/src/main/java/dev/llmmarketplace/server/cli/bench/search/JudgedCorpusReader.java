package dev.llmmarketplace.server.cli.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.ExitCode;
import dev.llmmarketplace.server.cli.bench.search.JudgedCorpus.Document;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a directory in the layout of BEIR. Where an identifier stands twice the last line counts, as for BEIR's own reader.
 *
 * <p>Reference: <a href="https://github.com/beir-cellar/beir/wiki/Load-your-custom-dataset">BEIR, Load your custom
 * dataset</a>.
 */
final class JudgedCorpusReader {
    private static final String ID = "_id";

    private final Path directory;
    private final List<String> remarks = new ArrayList<>();

    private JudgedCorpusReader(Path directory) {
        this.directory = directory;
    }

    /** @throws CommandFailure naming file, line and mend, when the directory is no such collection */
    static JudgedCorpus read(Path directory) {
        return new JudgedCorpusReader(directory).read();
    }

    private JudgedCorpus read() {
        Map<String, Document> documents = documents();
        Map<String, Map<String, Integer>> judgements = judgements();
        Map<String, String> questions = questions();
        int asked = questions.size();
        questions.keySet().retainAll(judgements.keySet());
        if (documents.isEmpty() || questions.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    directory + " has " + documents.size() + " documents and " + questions.size()
                            + " questions with judgements; at least one of each is needed.");
        }
        remark(asked - questions.size(), "questions without a judgement, left out");
        return new JudgedCorpus(directory, documents, questions, judgements, List.copyOf(remarks));
    }

    private Map<String, Document> documents() {
        Map<String, Document> documents = new LinkedHashMap<>();
        int[] twice = {0};
        Lines.of(directory.resolve("corpus.jsonl")).forEach(line -> {
            JsonNode json = line.object();
            Document document = new Document(line.text(json, "title"), line.text(json, "text"));
            twice[0] += documents.put(line.identifier(json, ID), document) == null ? 0 : 1;
        });
        remark(twice[0], "documents whose identifier stands twice; the last counts");
        return documents;
    }

    private Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        int[] twice = {0};
        Lines.of(directory.resolve("queries.jsonl")).forEach(line -> {
            JsonNode json = line.object();
            twice[0] += questions.put(line.identifier(json, ID), line.text(json, "text")) == null ? 0 : 1;
        });
        remark(twice[0], "questions whose identifier stands twice; the last counts");
        return questions;
    }

    private Map<String, Map<String, Integer>> judgements() {
        Path flat = directory.resolve("qrels.tsv");
        Path file = Files.exists(flat) ? flat : directory.resolve("qrels").resolve("test.tsv");
        Map<String, Map<String, Integer>> judgements = new HashMap<>();
        Lines.of(Files.exists(file) ? file : flat).forEach(line -> {
            List<String> columns = line.columns();
            if (columns.size() != 3) {
                throw line.failure("expected query-id, corpus-id and score between tabs, and has " + columns.size()
                        + (columns.size() == 1 ? " column" : " columns"));
            }
            if (line.number() > 1 || isGrade(columns.get(2))) {
                judgements
                        .computeIfAbsent(columns.get(0), _ -> new HashMap<>())
                        .put(columns.get(1), grade(line, columns.get(2)));
            }
        });
        return judgements;
    }

    private static boolean isGrade(String text) {
        return text.matches("[+-]?\\d{1,9}");
    }

    private static int grade(Lines.Line line, String text) {
        if (!isGrade(text)) {
            throw line.failure("the score must be a whole number, and is '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private void remark(int count, String what) {
        if (count > 0) {
            remarks.add(directory.getFileName() + ", " + what + ": " + count);
        }
    }
}
