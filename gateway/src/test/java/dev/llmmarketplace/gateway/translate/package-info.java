@NullMarked
package dev.llmmarketplace.gateway.translate;

import org.jspecify.annotations.NullMarked;
