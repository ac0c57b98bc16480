/**
 * The embedder of {@code core} in process: MiniLM-L6-v2 on ONNX Runtime, 384 dimensions, no network.
 *
 * <p>Similarity thresholds belong to the model and are stated beside it.
 *
 * <p>Depends on {@code core}, langchain4j's packaged model and ONNX Runtime, on no other adapter.
 */
@NullMarked
package dev.llmmarketplace.adapters.onnx;

import org.jspecify.annotations.NullMarked;
