/** Following submissions on their way into the catalogue. Depends on {@code rest} and {@code core}. */
@NullMarked
package dev.llmmarketplace.server.rest.submission;

import org.jspecify.annotations.NullMarked;
