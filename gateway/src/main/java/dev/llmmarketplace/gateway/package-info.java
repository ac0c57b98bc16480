/**
 * The data plane: the story of one request, from admission over routing, relaying and metering to the settlement of
 * what was reserved for it.
 *
 * <p>Runs on the event loop: nothing here blocks, locks or touches a database. It works on snapshots that are pushed to
 * it and on allowances that it leases ahead of need.
 *
 * <p>Depends on {@code core}'s ports, Vert.x core and Netty, jackson-core and SLF4J. Knows no adapter; {@code server}
 * wires it.
 */
@NullMarked
package dev.llmmarketplace.gateway;

import org.jspecify.annotations.NullMarked;
