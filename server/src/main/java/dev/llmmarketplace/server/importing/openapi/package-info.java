/**
 * Makes of a service's OpenAPI document a manifest to complete: what the document says is taken over, what it does not say
 * is marked, and so that a manifest that was not completed is refused. Nothing that a document refers to is fetched, and the
 * work is bounded by its length.
 *
 * <p>Depends on {@code core}, {@code server.json} and {@code server.manifest}.
 */
@NullMarked
package dev.llmmarketplace.server.importing.openapi;

import org.jspecify.annotations.NullMarked;
