@NullMarked
package dev.llmmarketplace.server.cli.bench.search;

import org.jspecify.annotations.NullMarked;
