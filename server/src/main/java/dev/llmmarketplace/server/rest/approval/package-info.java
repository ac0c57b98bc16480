/** Questions to approvers, with what they need to decide. Depends on {@code rest} and {@code core}. */
@NullMarked
package dev.llmmarketplace.server.rest.approval;

import org.jspecify.annotations.NullMarked;
