/**
 * The edge of the management API. {@code api/openapi.yaml} drives it: which routes there are, who may take them, what a
 * request may hold, how large it may be. Handlers see requests that have passed all of that and run as blocking code on
 * virtual threads; they stand in one package per feature beside this one. Every error leaves as a problem document
 * (RFC 9457).
 *
 * <p>{@link dev.llmmarketplace.server.rest.Exchange} tells the life of one request.
 *
 * <p>Depends on {@code core}, {@code server.json} and Vert.x Web.
 */
@NullMarked
package dev.llmmarketplace.server.rest;

import org.jspecify.annotations.NullMarked;
