/**
 * In-memory stand-ins for the gateway's ports and a provider that misbehaves on request. They keep the ports' contracts;
 * where a test needs an engine to be away, they say so with the exceptions that the real one throws.
 */
@NullMarked
package dev.llmmarketplace.gateway.fake;

import org.jspecify.annotations.NullMarked;
