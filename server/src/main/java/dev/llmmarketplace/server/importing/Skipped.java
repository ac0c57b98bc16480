package dev.llmmarketplace.server.importing;

/**
 * An entry that did not become a listing.
 *
 * @param entry its name in the catalogue
 * @param detail the particulars, for example the entry that it repeats
 */
public record Skipped(String entry, SkipReason reason, String detail) {}
