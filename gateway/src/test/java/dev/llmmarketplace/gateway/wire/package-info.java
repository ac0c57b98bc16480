/** The scanners against a JSON library that builds the whole tree: whatever the pieces, they must say the same. */
@NullMarked
package dev.llmmarketplace.gateway.wire;

import org.jspecify.annotations.NullMarked;
