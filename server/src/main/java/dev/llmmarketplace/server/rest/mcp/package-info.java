/**
 * The catalogue for programs that think: a Model Context Protocol server over streamable HTTP, without sessions. Its tools
 * search, describe, compare and price what the public catalogue lists.
 */
@NullMarked
package dev.llmmarketplace.server.rest.mcp;

import org.jspecify.annotations.NullMarked;
