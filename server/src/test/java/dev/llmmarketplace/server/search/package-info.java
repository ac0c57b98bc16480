/** How well the whole product finds what people ask for. */
@NullMarked
package dev.llmmarketplace.server.search;

import org.jspecify.annotations.NullMarked;
