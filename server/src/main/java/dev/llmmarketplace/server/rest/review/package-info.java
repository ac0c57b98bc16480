/** Routes for reviews of services. */
@NullMarked
package dev.llmmarketplace.server.rest.review;

import org.jspecify.annotations.NullMarked;
