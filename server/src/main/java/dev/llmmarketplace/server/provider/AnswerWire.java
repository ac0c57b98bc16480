package dev.llmmarketplace.server.provider;

/** Writes one answer in the shapes of one route, whole or as events. */
interface AnswerWire {
    String whole(ChatAnswer answer);

    /** The events before the first token. */
    String opening(ChatAnswer answer);

    /** The event with the next token. */
    String piece(ChatAnswer answer, CharSequence text);

    /** The events after the last token. */
    String closing(ChatAnswer answer);
}
