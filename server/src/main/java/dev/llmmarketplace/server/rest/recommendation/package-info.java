/** Routes for trends, recommendations, and the consent to record interactions. */
@NullMarked
package dev.llmmarketplace.server.rest.recommendation;

import org.jspecify.annotations.NullMarked;
