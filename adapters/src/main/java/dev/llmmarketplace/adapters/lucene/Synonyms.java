package dev.llmmarketplace.adapters.lucene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final Map<List<String>, List<List<String>>> others = new HashMap<>();

    Synonyms() {
        for (String group : GROUPS) {
            List<List<String>> phrases =
                    Arrays.stream(group.split(" \\| ")).map(Synonyms::stems).toList();
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

    private static List<String> stems(String phrase) {
        return Text.words(phrase).stream().map(Text::stem).toList();
    }
}
