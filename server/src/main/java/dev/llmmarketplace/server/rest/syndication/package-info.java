/**
 * The public catalogue as other programs read it: feeds of what is new and what ends, {@code llms.txt}, and linked data in
 * the pages of services. All of it shows what everybody may see, to everyone the same.
 */
@NullMarked
package dev.llmmarketplace.server.rest.syndication;

import org.jspecify.annotations.NullMarked;
