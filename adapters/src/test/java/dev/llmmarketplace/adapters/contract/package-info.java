/**
 * What every adapter of a port must do, as tests: one abstract class per port. An adapter's test extends it and hands in
 * its {@link dev.llmmarketplace.adapters.contract.Stores}.
 */
@NullMarked
package dev.llmmarketplace.adapters.contract;

import org.jspecify.annotations.NullMarked;
