/**
 * The bundled provider: a real upstream with OpenAI's and Anthropic's wires, for demonstrations, tests and benchmarks. Its chat model is
 * deterministic and injects faults when asked to, its embeddings come from MiniLM, and its {@link
 * dev.llmmarketplace.server.provider.CallLog} is the count that ledgers are compared with.
 *
 * <p>Stands alone: depends on {@code core.kernel}, the port {@code core.search.Embedder}, Vert.x core and Jackson's
 * parser. Nothing of the marketplace knows it but the commands that start it. How to use it:
 * {@code docs/guide/bundled-provider.md}.
 */
@NullMarked
package dev.llmmarketplace.server.provider;

import org.jspecify.annotations.NullMarked;
