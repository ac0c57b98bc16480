@NullMarked
package dev.llmmarketplace.adapters.embedded;

import org.jspecify.annotations.NullMarked;
