package dev.llmmarketplace.gateway.meter;

/** What a journal holds. */
sealed interface JournalRecord permits OpenedRecord, ClosedRecord {}
