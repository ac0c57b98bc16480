@NullMarked
package dev.llmmarketplace.server.cli.bench;

import org.jspecify.annotations.NullMarked;
