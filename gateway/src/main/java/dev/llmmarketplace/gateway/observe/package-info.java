/**
 * What others may see of calls: where a call stands in a trace, how it ended. Nothing here belongs to money, and all of it
 * may be lost.
 *
 * <p>Depends on {@code core}, {@code admit}, {@code route} and {@code wire}.
 */
@NullMarked
package dev.llmmarketplace.gateway.observe;

import org.jspecify.annotations.NullMarked;
