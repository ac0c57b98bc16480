/**
 * Between OpenAI's chat completions and Anthropic's messages: a caller of one dialect in front of a provider of the other.
 * Requests, whole answers, events of streams and errors, both ways.
 *
 * <p>What a request asks and the other dialect cannot say is refused by the member's name, not left out. Builds trees:
 * only calls that need it pay for it, and the usual ones go by as bytes.
 *
 * <p>Depends on {@code wire} and jackson-core; knows neither admission nor connections.
 */
@NullMarked
package dev.llmmarketplace.gateway.translate;

import org.jspecify.annotations.NullMarked;
