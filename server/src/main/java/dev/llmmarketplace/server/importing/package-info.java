/**
 * Reading public catalogues: the OpenRouter list, models.dev and LiteLLM's price map, each turned into listings with the
 * provenance of their prices, or into a reason why an entry is left out. Prices are decimals from end to end.
 *
 * <p>Client side: nothing here speaks to a server or stores anything. Depends on {@code core.catalog}, {@code
 * core.kernel} and Jackson; the {@code import} and {@code demo} commands use it. The rules in prose:
 * {@code docs/guide/import.md}.
 */
@NullMarked
package dev.llmmarketplace.server.importing;

import org.jspecify.annotations.NullMarked;
