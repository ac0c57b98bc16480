@NullMarked
package dev.llmmarketplace.server.embedding;

import org.jspecify.annotations.NullMarked;
