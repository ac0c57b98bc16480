/** Tests of the index on Lucene: the contracts of the port, and what only files on a disk can suffer. */
@NullMarked
package dev.llmmarketplace.adapters.lucene;

import org.jspecify.annotations.NullMarked;
