package dev.llmmarketplace.adapters.lucene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Ways to say the same in this field, mostly abbreviations, which an embedding model knows badly. Compared by stems, so
 * that singular and plural are one.
 */
final class Synonyms {
    private static final List<String> GROUPS = List.of(
            "llm | large language model",
            "slm | small language model",
            "vlm | vision language model",
            "ml | machine learning",
            "ai | artificial intelligence",
            "nlp | natural language processing",
            "gpt | generative pretrained transformer",
            "asr | stt | speech to text | speech recognition | transcription",
            "tts | text to speech | speech synthesis",
            "ocr | optical character recognition",
            "rag | retrieval augmented generation",
            "moe | mixture of experts",
            "text to image | image generation",
            "summarization | summarisation");
    private static final int LONGEST = 3;
    /** Of an abbreviation, in letters. */
    private static final int SHORT = 4;
    /** More words than that tell an embedding model what an abbreviation among them means. */
    private static final int FEW = 3;

    private final Map<List<String>, List<List<String>>> others = new HashMap<>();
    private final Map<String, String> abbreviated = new HashMap<>();

    Synonyms() {
        for (String group : GROUPS) {
            List<String> ways = List.of(group.split(" \\| "));
            List<List<String>> phrases = ways.stream().map(Synonyms::stems).toList();
            ways.stream()
                    .filter(way -> way.contains(" "))
                    .findFirst()
                    .ifPresent(inFull -> ways.stream()
                            .filter(way -> way.length() <= SHORT)
                            .forEach(way -> abbreviated.put(way, inFull)));
            for (List<String> phrase : phrases) {
                others.put(
                        phrase,
                        phrases.stream().filter(other -> !other.equals(phrase)).toList());
            }
        }
    }

    /** For each stem of the question that is part of a known phrase, the other phrases that mean the same, as stems. */
    Map<String, List<List<String>>> find(List<String> stems) {
        Map<String, List<List<String>>> found = new HashMap<>();
        for (int start = 0; start < stems.size(); start++) {
            for (int end = start + 1; end <= Math.min(stems.size(), start + LONGEST); end++) {
                List<String> phrase = stems.subList(start, end);
                List<List<String>> same = others.getOrDefault(phrase, List.of());
                if (!same.isEmpty()) {
                    phrase.forEach(stem -> found.computeIfAbsent(stem, any -> new ArrayList<>())
                            .addAll(same));
                }
            }
        }
        return found;
    }

    /**
     * A short question with its abbreviations in full beside them, for a model that takes RAG for a piece of cloth; any
     * other one as it is.
     */
    String inFull(String question) {
        List<String> words = Text.words(question);
        if (words.size() > FEW || words.stream().noneMatch(abbreviated::containsKey)) {
            return question;
        }
        return words.stream()
                .map(word -> abbreviated.containsKey(word) ? abbreviated.get(word) + " (" + word + ")" : word)
                .collect(Collectors.joining(" "));
    }

    private static List<String> stems(String phrase) {
        return Text.words(phrase).stream().map(Text::stem).toList();
    }
}
