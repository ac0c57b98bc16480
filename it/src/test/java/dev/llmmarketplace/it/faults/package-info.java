/**
 * What goes wrong around a marketplace: upstreams that are missing or break off, keys that end, a full disk, a database
 * that goes away, a start on what a killed process left behind. After each, the right answer, and nothing half written.
 */
@NullMarked
package dev.llmmarketplace.it.faults;

import org.jspecify.annotations.NullMarked;
