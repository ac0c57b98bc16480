package dev.llmmarketplace.server.provider;

/**
 * What the chat model needs of a request.
 *
 * @param stream answer as server-sent events
 * @param includeUsage end the stream with a chunk that holds the usage
 * @param mostTokens bound of the answer; {@link Integer#MAX_VALUE} when there is none
 * @param promptTokens of all messages: three each for its role and its end, and its text's tokens; of a prompt without
 *     roles its text's alone
 */
record ChatRequest(
        String model, boolean stream, boolean includeUsage, int mostTokens, int promptTokens, Directives directives) {}
