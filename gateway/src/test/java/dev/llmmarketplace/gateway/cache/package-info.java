/** Answers that are kept, within bounds and for those they belong to. */
@NullMarked
package dev.llmmarketplace.gateway.cache;

import org.jspecify.annotations.NullMarked;
