/**
 * The official OpenAI clients, unchanged, against a running marketplace: Java in this JVM, JavaScript in Node.js. Python
 * and Go stand in {@code it/clients} and check the same things.
 */
@NullMarked
package dev.llmmarketplace.it.clients;

import org.jspecify.annotations.NullMarked;
