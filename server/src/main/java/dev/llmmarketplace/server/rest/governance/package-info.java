/** Verdicts on calls, and what organisations want of theirs, on the wire. */
@NullMarked
package dev.llmmarketplace.server.rest.governance;

import org.jspecify.annotations.NullMarked;
