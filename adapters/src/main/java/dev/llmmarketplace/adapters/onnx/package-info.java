/**
 * Embeddings in process: the all-MiniLM-L6-v2 model, eight-bit quantised, on ONNX Runtime. Implements
 * {@link dev.llmmarketplace.core.search.Embedder}.
 *
 * <p>Owns the model's files, its tokenizer and the run-time's native library, which it unpacks into a directory that it is
 * given. Depends on {@code core.search}, on ONNX Runtime and on Jackson's streaming parser; the model itself comes in
 * langchain4j's artifact, of which nothing else is used.
 */
@NullMarked
package dev.llmmarketplace.adapters.onnx;

import org.jspecify.annotations.NullMarked;
