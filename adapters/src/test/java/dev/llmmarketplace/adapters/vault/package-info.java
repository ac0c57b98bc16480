@NullMarked
package dev.llmmarketplace.adapters.vault;

import org.jspecify.annotations.NullMarked;
