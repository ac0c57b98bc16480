/**
 * Finding services: what can be asked, what is answered, and the ports to an index and to an embedding model.
 *
 * <p>Depends on {@code kernel}, {@code catalog} and {@code event}.
 */
@NullMarked
package dev.llmmarketplace.core.search;

import org.jspecify.annotations.NullMarked;
