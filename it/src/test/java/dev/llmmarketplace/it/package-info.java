/**
 * The product as a whole: the rules of its architecture, and end-to-end tests of the real process with real engines.
 *
 * <p>Rules and everything that needs no packaged server are {@code *Test}; what starts the packaged server is {@code
 * *IT} and runs after packaging.
 *
 * <p>Depends on every module; nothing depends on it.
 */
@NullMarked
package dev.llmmarketplace.it;

import org.jspecify.annotations.NullMarked;
