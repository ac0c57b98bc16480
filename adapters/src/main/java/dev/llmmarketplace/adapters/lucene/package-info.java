/**
 * The catalogue's index in this process, on Lucene. Implements {@link dev.llmmarketplace.core.search.SearchIndex}.
 *
 * <p>Three parts. <i>What lies on the disk</i>: {@code Generations} (which index serves), {@code Generation} (one index),
 * {@code ServiceDocument} with {@code Part}, {@code Facet} and {@code Figure} (what is kept of a service). <i>What was
 * asked</i>: {@code QuestionReader} makes a {@code Question} of words ({@code Word}) and vectors ({@code QuestionVectors}).
 * <i>What is found</i>: {@code Matching} scores, {@code Conditions} filters, {@code Tally} counts, {@code BestPlaces} sorts. In a
 * large index ({@code Scale}) {@code Shortlist} and {@code Neighbours} choose whose meaning is compared, and {@code Segment}
 * filters and counts by sets of documents.
 *
 * <p>Depends on {@code core.search}, {@code core.catalog}, {@code core.event} and Lucene.
 */
@NullMarked
package dev.llmmarketplace.adapters.lucene;

import org.jspecify.annotations.NullMarked;
