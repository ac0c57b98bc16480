/**
 * What people have to decide before a version is active: who is asked, in which order, and what they have said.
 *
 * <p>Depends on {@code kernel}, {@code access}, {@code catalog} and {@code publishing}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.approval;

import org.jspecify.annotations.NullMarked;
