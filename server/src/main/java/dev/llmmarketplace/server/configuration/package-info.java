/**
 * What an operator may set: one table of settings ({@link dev.llmmarketplace.server.configuration.Settings}), read from
 * flags, environment and file, in this order of precedence. All mistakes are reported at once, each with its key, its
 * source and its mend; an unknown key is a mistake.
 *
 * <p>Depends on {@code core.kernel} and {@code server.json}.
 */
@NullMarked
package dev.llmmarketplace.server.configuration;

import org.jspecify.annotations.NullMarked;
