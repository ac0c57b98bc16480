/**
 * The data directory: where each part keeps its files, and the lock that lets one process in at a time.
 *
 * <p>Depends on {@code core.kernel}.
 */
@NullMarked
package dev.llmmarketplace.server.storage;

import org.jspecify.annotations.NullMarked;
