/** Spans of traces, and where they go. All of it may be lost; what is lost is counted. Depends on nothing. */
@NullMarked
package dev.llmmarketplace.core.telemetry;

import org.jspecify.annotations.NullMarked;
