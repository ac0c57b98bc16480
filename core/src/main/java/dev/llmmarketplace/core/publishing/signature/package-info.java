/**
 * Signatures of versions: the keys that providers have registered, and whether what a manifest carries was made with one of
 * them.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.signature;

import org.jspecify.annotations.NullMarked;
