/**
 * Embeddings of another program: any that speaks OpenAI's dialect. Depends on {@code core.search} (the port
 * {@code Embedder}) and on {@code probe}, through which it calls only addresses that the operator permits.
 */
@NullMarked
package dev.llmmarketplace.server.embedding;

import org.jspecify.annotations.NullMarked;
