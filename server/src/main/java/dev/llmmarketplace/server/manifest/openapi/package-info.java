/**
 * OpenAPI documents: their rules, which are the fifth layer of a manifest's validation, and the ways within them. Nothing
 * that a document refers to is ever fetched, and all work is bounded by the length of its text.
 *
 * <p>Depends on {@code core} and {@code server.json}.
 */
@NullMarked
package dev.llmmarketplace.server.manifest.openapi;

import org.jspecify.annotations.NullMarked;
