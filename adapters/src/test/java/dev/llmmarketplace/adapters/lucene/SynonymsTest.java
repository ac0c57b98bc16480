package dev.llmmarketplace.adapters.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SynonymsTest {
    private final Synonyms synonyms = new Synonyms();

    @Test
    void spellsTheAbbreviationsOfShortQuestionsOut() {
        assertThat(synonyms.inFull("RAG")).isEqualTo("retrieval augmented generation (rag)");
        assertThat(synonyms.inFull("fast STT")).isEqualTo("fast speech to text (stt)");
    }

    @Test
    void leavesOtherQuestionsAsTheyAre() {
        assertThat(synonyms.inFull("Transcription?")).isEqualTo("Transcription?");
        assertThat(synonyms.inFull("answer questions by RAG over contracts"))
                .isEqualTo("answer questions by RAG over contracts");
    }
}
