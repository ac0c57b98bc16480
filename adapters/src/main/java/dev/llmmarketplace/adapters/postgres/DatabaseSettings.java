package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.Secret;

/**
 * Which PostgreSQL to use, version 15 or newer.
 *
 * @param url {@code jdbc:postgresql://host:port/database?parameters}
 * @param user owner of the tables; needs {@code CREATEROLE} at the first start, or the role {@code marketplace_tenant}
 *     granted beforehand
 * @param connections at the most for requests, besides one for announcements; idle ones are closed
 */
public record DatabaseSettings(String url, String user, Secret password, int connections) {
    /** Enough for the control plane of one process. */
    public static final int DEFAULT_CONNECTIONS = 10;
}
