@NullMarked
package dev.llmmarketplace.server.rpc;

import org.jspecify.annotations.NullMarked;
