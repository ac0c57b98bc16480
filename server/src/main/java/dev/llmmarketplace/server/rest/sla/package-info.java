/** Routes that tell how services keep what they promise. */
@NullMarked
package dev.llmmarketplace.server.rest.sla;

import org.jspecify.annotations.NullMarked;
