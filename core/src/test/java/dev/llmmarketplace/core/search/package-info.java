/** The contract of a search index, which every adapter runs, and tests of what keeps it like the catalogue. */
@NullMarked
package dev.llmmarketplace.core.search;

import org.jspecify.annotations.NullMarked;
