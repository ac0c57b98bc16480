/**
 * Policies in the Common Expression Language (CEL), which is total and has no side effects: what may be asked of a case,
 * compiling, and asking.
 */
@NullMarked
package dev.llmmarketplace.adapters.cel;

import org.jspecify.annotations.NullMarked;
