package dev.llmmarketplace.server.cli.bench;

import java.net.URI;

/**
 * One way to the same answer.
 *
 * @param address that the load is sent to
 * @param key sent as bearer token
 * @param body of each request
 */
record Target(URI address, String key, String body) {}
