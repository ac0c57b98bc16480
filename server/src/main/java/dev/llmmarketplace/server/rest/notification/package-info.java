/** What people are told, over REST. */
@NullMarked
package dev.llmmarketplace.server.rest.notification;

import org.jspecify.annotations.NullMarked;
