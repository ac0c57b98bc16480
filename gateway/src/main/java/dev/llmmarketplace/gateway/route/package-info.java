/**
 * Where a call goes: the snapshot of callable services by name, the addresses of their providers and which of those may
 * be connected to, and what has been learned of a service.
 *
 * <p>Depends on {@code core} and {@code wire}; opens no connection.
 */
@NullMarked
package dev.llmmarketplace.gateway.route;

import org.jspecify.annotations.NullMarked;
