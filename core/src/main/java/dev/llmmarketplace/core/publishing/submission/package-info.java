/**
 * A manifest on its way into the catalogue: the submission, the ten phases it passes, and what drives it through them. The
 * state lies in the store after each phase, and each phase may be carried out twice, so that a process that dies leaves
 * nothing half done: whoever goes on begins with the phase that was not finished.
 *
 * <p>Depends on {@code kernel}, {@code access}, {@code audit}, {@code catalog}, {@code event}, {@code governance},
 * {@code search} and {@code publishing}.
 */
@NullMarked
package dev.llmmarketplace.core.publishing.submission;

import org.jspecify.annotations.NullMarked;
