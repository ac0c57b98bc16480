/** Usage over REST: what was called, how it went, what it cost. */
@NullMarked
package dev.llmmarketplace.server.rest.metering;

import org.jspecify.annotations.NullMarked;
