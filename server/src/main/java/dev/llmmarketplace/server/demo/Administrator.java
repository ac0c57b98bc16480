package dev.llmmarketplace.server.demo;

import dev.llmmarketplace.core.kernel.Secret;

/** Who may do everything, as a start of the marketplace introduces him. */
public record Administrator(String email, Secret password) {}
