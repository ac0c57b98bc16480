/** Asks an LLM-Registry (its HTTP interface, version 1) to keep a record of services. */
@NullMarked
package dev.llmmarketplace.adapters.registry;

import org.jspecify.annotations.NullMarked;
