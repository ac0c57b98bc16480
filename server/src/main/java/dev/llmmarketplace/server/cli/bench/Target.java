package dev.llmmarketplace.server.cli.bench;

import java.net.URI;
import java.util.Map;

/**
 * One way to the same answer.
 *
 * @param address that the load is sent to
 * @param key sent as bearer token
 * @param headers further ones
 * @param body of each request
 */
record Target(URI address, String key, Map<String, String> headers, String body) {}
