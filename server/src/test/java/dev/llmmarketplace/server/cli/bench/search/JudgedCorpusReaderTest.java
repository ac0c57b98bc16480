package dev.llmmarketplace.server.cli.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.server.cli.CommandFailure;
import dev.llmmarketplace.server.cli.bench.search.JudgedCorpus.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgedCorpusReaderTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void writeAnOrdinaryCollection() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"a\", \"title\": \"Apples\", \"text\": \"Red.\"}\n");
        write("queries.jsonl", "{\"_id\": \"q\", \"text\": \"fruit\"}\n");
        write("qrels.tsv", "query-id\tcorpus-id\tscore\nq\ta\t1\n");
    }

    @Test
    void titlesMayBeMissingAndIdentifiersMayBeNumbers() throws IOException {
        write("corpus.jsonl", "\uFEFF{\"_id\": 12, \"text\": \"Red.\"}\n\n{\"_id\": \"b\", \"title\": null}\r\n");

        assertThat(read().documents()).isEqualTo(Map.of("12", new Document("", "Red."), "b", new Document("", "")));
    }

    @Test
    void ofWhatStandsTwiceTheLastCounts() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"a\", \"text\": \"one\"}\n{\"_id\": \"a\", \"text\": \"two\"}\n");

        assertThat(read().documents()).containsExactly(Map.entry("a", new Document("", "two")));
        assertThat(read().remarks()).singleElement().asString().contains("twice; the last counts: 1");
    }

    @Test
    void questionsThatNobodyJudgedAreLeftOut() throws IOException {
        write("queries.jsonl", "{\"_id\": \"q\", \"text\": \"fruit\"}\n{\"_id\": \"r\", \"text\": \"?\"}\n");

        assertThat(read().questions()).containsOnlyKeys("q");
        assertThat(read().remarks()).singleElement().asString().contains("without a judgement, left out: 1");
    }

    @Test
    void judgementsMayBeGradedAndWithoutHeaderAndLieInADirectory() throws IOException {
        Files.delete(directory.resolve("qrels.tsv"));
        Files.createDirectory(directory.resolve("qrels"));
        write("qrels/test.tsv", "q\ta\t3\nq\tb\t0\n");

        assertThat(read().judgements()).isEqualTo(Map.of("q", Map.of("a", 3, "b", 0)));
    }

    @Test
    void aBadLineIsNamed() throws IOException {
        write("corpus.jsonl", "{\"_id\": \"a\", \"text\": \"Red.\"}\n{\"_id\": \"b\", \"text\": \n");
        assertFails("corpus.jsonl, line 2: not JSON");
        write("corpus.jsonl", "{\"text\": \"Red.\"}\n");
        assertFails("corpus.jsonl, line 1: expected a member '_id'");
        write("corpus.jsonl", "{\"_id\": \"a\", \"text\": [1]}\n");
        assertFails("corpus.jsonl, line 1: expected 'text' to be a text");
        write("corpus.jsonl", "[1]\n");
        assertFails("corpus.jsonl, line 1: expected a JSON object");
    }

    @Test
    void aBadJudgementIsNamed() throws IOException {
        write("qrels.tsv", "query-id\tcorpus-id\tscore\nq a 1\n");
        assertFails("qrels.tsv, line 2: expected query-id, corpus-id and score between tabs, and has 1 column");
        write("qrels.tsv", "query-id\tcorpus-id\tscore\nq\ta\thigh\n");
        assertFails("qrels.tsv, line 2: the score must be a whole number, and is 'high'");
    }

    @Test
    void whatIsNoTextIsNamed() throws IOException {
        Files.write(
                directory.resolve("queries.jsonl"),
                "{\"_id\": \"q\", \"text\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertFails("queries.jsonl is not UTF-8");
    }

    @Test
    void aMissingFileAndACollectionWithoutJudgedQuestionsAreNamed() throws IOException {
        write("qrels.tsv", "query-id\tcorpus-id\tscore\n");
        assertFails("1 documents and 0 questions with judgements");
        Files.delete(directory.resolve("qrels.tsv"));
        assertFails("There is no file");
    }

    private JudgedCorpus read() {
        return JudgedCorpusReader.read(directory);
    }

    private void assertFails(String message) {
        assertThatThrownBy(this::read).isInstanceOf(CommandFailure.class).hasMessageContaining(message);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }
}
