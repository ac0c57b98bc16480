/**
 * Finding services: what can be asked, what is answered, and the ports to an index and to an embedding model.
 *
 * <p>Depends on {@code kernel}, {@code catalog}, {@code event}, {@code metering} and {@code search.ranking}.
 */
@NullMarked
package dev.llmmarketplace.core.search;

import org.jspecify.annotations.NullMarked;
