/**
 * The gRPC door: {@code api/marketplace/v1/consumption.proto} on a port of its own. It asks the data plane of this process
 * over a connection within it, so that there is one way in; it owns nothing but the translation.
 *
 * <p>Depends on {@code rpc} (the generated contract), gRPC, and what the gateway tells of itself.
 */
@NullMarked
package dev.llmmarketplace.server.rpc;

import org.jspecify.annotations.NullMarked;
