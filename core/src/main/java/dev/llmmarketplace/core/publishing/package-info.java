/**
 * How a version comes into the catalogue and what becomes of it: who may publish what, whether an approver must decide,
 * and the decisions themselves. The rules of the manifest stand in {@code catalog}; states and storage too.
 *
 * <p>Depends on {@code kernel}, {@code access}, {@code catalog} and {@code governance}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing;

import org.jspecify.annotations.NullMarked;
