/** Policies as text: reads YAML or JSON, and has those that the program is shipped with. */
@NullMarked
package dev.llmmarketplace.server.policy;

import org.jspecify.annotations.NullMarked;
