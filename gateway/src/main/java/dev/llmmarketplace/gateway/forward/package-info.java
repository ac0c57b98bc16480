/**
 * Connections to providers: one set per event loop, kept alive and reused, each request written once, each answer handed
 * on as it comes. HTTP/1.1 and HTTP/2 straight on Netty, because a proxy pays for every layer twice.
 *
 * <p>Everything here belongs to one event loop and is called on it.
 *
 * <p>Depends on {@code route} (addresses) and {@code wire} (bodies); knows neither keys nor money.
 */
@NullMarked
package dev.llmmarketplace.gateway.forward;

import org.jspecify.annotations.NullMarked;
