/** Admission: buckets, the key ring, and leases that never spend what they do not hold. */
@NullMarked
package dev.llmmarketplace.gateway.admit;

import org.jspecify.annotations.NullMarked;
