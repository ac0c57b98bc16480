/** The journal through crashes, bad bytes and full disks; billing against hostile providers. */
@NullMarked
package dev.llmmarketplace.gateway.meter;

import org.jspecify.annotations.NullMarked;
