/**
 * Service manifests as text: reads YAML or JSON, checks it against {@code api/service-manifest.schema.json}, and makes the
 * domain's manifest of it. Every finding has its place in the text, as from a compiler. What a manifest must keep beyond
 * its form is held by {@link dev.llmmarketplace.core.catalog.ManifestRules}.
 *
 * <p>Depends on {@code core} and {@code server.json}; knows nothing of HTTP.
 */
@NullMarked
package dev.llmmarketplace.server.manifest;

import org.jspecify.annotations.NullMarked;
