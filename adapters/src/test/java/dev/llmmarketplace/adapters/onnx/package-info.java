/** Tests of the embeddings in process, with the real model. */
@NullMarked
package dev.llmmarketplace.adapters.onnx;

import org.jspecify.annotations.NullMarked;
