/**
 * The OpenAI-compatible wire over bytes: what a request body says, how it is changed on its way, what an answer says of
 * its usage, events of a stream, error bodies and headers.
 *
 * <p>Nothing here builds a tree or keeps more than it must: bodies pass by as bytes and are scanned once.
 *
 * <p>Depends on {@code core} and jackson-core (for bodies that we write); knows neither admission nor connections.
 */
@NullMarked
package dev.llmmarketplace.gateway.wire;

import org.jspecify.annotations.NullMarked;
