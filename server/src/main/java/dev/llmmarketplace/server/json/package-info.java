/**
 * Text that comes from outside: read as JSON or YAML with the place of every value, and checked against JSON Schemas so
 * that each finding names field, rule and mend. Owns the one {@code ObjectMapper} of the server.
 *
 * <p>Depends on {@code core.kernel}; knows nothing of HTTP.
 */
@NullMarked
package dev.llmmarketplace.server.json;

import org.jspecify.annotations.NullMarked;
