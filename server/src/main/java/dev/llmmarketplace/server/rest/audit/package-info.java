/**
 * Reading the audit trail, and exporting it with its proof.
 *
 * <p>Depends on {@code core.audit} and the edge.
 */
@NullMarked
package dev.llmmarketplace.server.rest.audit;

import org.jspecify.annotations.NullMarked;
