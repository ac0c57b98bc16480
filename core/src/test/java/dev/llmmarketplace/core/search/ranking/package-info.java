@NullMarked
package dev.llmmarketplace.core.search.ranking;

import org.jspecify.annotations.NullMarked;
