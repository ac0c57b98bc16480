/** Webhooks and their deliveries, over REST. */
@NullMarked
package dev.llmmarketplace.server.rest.webhook;

import org.jspecify.annotations.NullMarked;
