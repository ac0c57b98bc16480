/**
 * What operators and load balancers ask: is it alive, is it ready, how is it doing; and the documentation page.
 *
 * <p>Depends on {@code server.rest} for its routes and on Micrometer.
 */
@NullMarked
package dev.llmmarketplace.server.ops;

import org.jspecify.annotations.NullMarked;
