package dev.llmmarketplace.core.catalog;

import dev.llmmarketplace.core.kernel.WireName;

/** What a service does, as the catalogue files it. */
public enum Category implements WireName {
    TEXT_GENERATION("text-generation"),
    EMBEDDINGS("embeddings"),
    CLASSIFICATION("classification"),
    TRANSLATION("translation"),
    SUMMARIZATION("summarization"),
    QUESTION_ANSWERING("question-answering"),
    SENTIMENT_ANALYSIS("sentiment-analysis"),
    CODE_GENERATION("code-generation"),
    IMAGE_GENERATION("image-generation"),
    SPEECH_TO_TEXT("speech-to-text"),
    TEXT_TO_SPEECH("text-to-speech"),
    OTHER("other");

    private final String wireName;

    Category(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
