/**
 * The people of a test and what they do over REST: the administrator, a publisher with two services, a consumer with a
 * key.
 *
 * <p>Depends on {@code process} for where the marketplace is; speaks to it only as an outsider can.
 */
@NullMarked
package dev.llmmarketplace.it.trade;

import org.jspecify.annotations.NullMarked;
