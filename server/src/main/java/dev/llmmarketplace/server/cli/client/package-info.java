/**
 * The commands' way to a running marketplace: its REST API over {@code java.net.http}, the data plane with streams, and
 * the file of sign-ins. Knows nothing of commands or tables; depends on Jackson and the JDK.
 */
@NullMarked
package dev.llmmarketplace.server.cli.client;

import org.jspecify.annotations.NullMarked;
