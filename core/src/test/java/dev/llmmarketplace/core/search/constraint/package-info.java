/** Reading constraints. */
@NullMarked
package dev.llmmarketplace.core.search.constraint;

import org.jspecify.annotations.NullMarked;
