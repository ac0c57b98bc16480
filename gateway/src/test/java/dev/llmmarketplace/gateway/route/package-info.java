/** Which addresses may be reached, and what is learned of services. */
@NullMarked
package dev.llmmarketplace.gateway.route;

import org.jspecify.annotations.NullMarked;
