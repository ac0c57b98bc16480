/** Search over REST: the question as parameters or as JSON, the answer with what a list of hits shows. */
@NullMarked
package dev.llmmarketplace.server.rest.search;

import org.jspecify.annotations.NullMarked;
