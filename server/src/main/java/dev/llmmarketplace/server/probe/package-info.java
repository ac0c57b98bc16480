/**
 * Calls services to see whether they do what their manifests say. Whatever is called was let through by the
 * {@code AddressGuard}, and the connection goes to the very address that it judged.
 *
 * <p>Depends on {@code core}, on {@code gateway} for the guard, and on Vert.x.
 */
@NullMarked
package dev.llmmarketplace.server.probe;

import org.jspecify.annotations.NullMarked;
