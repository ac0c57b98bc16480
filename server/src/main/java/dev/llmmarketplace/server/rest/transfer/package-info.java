/** Handing services over to other providers. */
@NullMarked
package dev.llmmarketplace.server.rest.transfer;

import org.jspecify.annotations.NullMarked;
