@NullMarked
package dev.llmmarketplace.core.recommendation;

import org.jspecify.annotations.NullMarked;
