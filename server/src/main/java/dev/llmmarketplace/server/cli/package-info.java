/**
 * The commands of {@code ./marketplace}: what they take, what they print, how they exit ({@link
 * dev.llmmarketplace.server.cli.ExitCode}). Those that are clients speak REST through {@code cli.client}; {@code
 * provider} and {@code demo} start things in this process. Described in {@code docs/guide/cli.md}.
 */
@NullMarked
package dev.llmmarketplace.server.cli;

import org.jspecify.annotations.NullMarked;
