package dev.llmmarketplace.server.cli.bench.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Documents, questions and people's judgements which document answers which question.
 *
 * @param documents by identifier, in the order of the file
 * @param questions those that were judged, by identifier, in the order of the file
 * @param judgements by question, then by document: the grade of relevance; 0 and less for what does not answer
 * @param remarks what the reader passed over, in sentences for people
 */
record JudgedCorpus(
        Path directory,
        Map<String, Document> documents,
        Map<String, String> questions,
        Map<String, Map<String, Integer>> judgements,
        List<String> remarks) {

    /** The last part of the directory's name. */
    String name() {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? directory.toString() : name.toString();
    }

    /**
     * @param title may be empty
     * @param text may be empty
     */
    record Document(String title, String text) {}
}
