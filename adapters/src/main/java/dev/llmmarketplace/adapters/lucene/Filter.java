package dev.llmmarketplace.adapters.lucene;

import org.apache.lucene.util.FixedBitSet;

/**
 * One filter of a query in one segment.
 *
 * @param dimension what it filters by
 * @param accepted the documents that it lets through, deleted ones among them; must not be changed
 */
record Filter(Dimension dimension, FixedBitSet accepted) {}
