/**
 * The search index of {@code core} on Lucene, in process: full text, vectors, facets and suggestions in one directory.
 *
 * <p>The index is derived data. It can be dropped and rebuilt from the catalogue at any time, so nothing may be stored
 * here alone.
 *
 * <p>Depends on {@code core} and Lucene, on no other adapter.
 */
@NullMarked
package dev.llmmarketplace.adapters.lucene;

import org.jspecify.annotations.NullMarked;
