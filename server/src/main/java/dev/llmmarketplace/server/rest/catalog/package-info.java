/**
 * Services over REST: reading them, publishing versions, deciding about them, importing listings. Shows drafts and where
 * calls go only to who may see them.
 */
@NullMarked
package dev.llmmarketplace.server.rest.catalog;

import org.jspecify.annotations.NullMarked;
