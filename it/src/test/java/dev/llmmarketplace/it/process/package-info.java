/**
 * The product's programs as processes: started the way a user starts them, read, asked to end, killed.
 *
 * <p>Depends on nothing of the product; {@link dev.llmmarketplace.it.process.Launcher} finds it by its place in the
 * checkout.
 */
@NullMarked
package dev.llmmarketplace.it.process;

import org.jspecify.annotations.NullMarked;
