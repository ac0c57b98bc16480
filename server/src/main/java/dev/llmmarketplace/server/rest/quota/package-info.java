/** Plans, subscriptions, budgets and how allowances stand, over REST. */
@NullMarked
package dev.llmmarketplace.server.rest.quota;

import org.jspecify.annotations.NullMarked;
