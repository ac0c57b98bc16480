/**
 * What every room shares: identifiers, money, pages, problems and the clock. Nothing else belongs here.
 *
 * <p>Depends on the JDK alone; every other package may depend on it.
 */
@NullMarked
package dev.llmmarketplace.core.kernel;

import org.jspecify.annotations.NullMarked;
