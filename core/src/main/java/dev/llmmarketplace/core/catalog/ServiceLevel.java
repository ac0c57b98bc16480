package dev.llmmarketplace.core.catalog;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a provider promises.
 *
 * @param availability per cent of a month, 0..100
 * @param maxLatency to the end of a plain answer; a slower one breaches the promise, it is not cut off
 * @param timeout when the gateway gives up waiting for the first byte
 */
public record ServiceLevel(BigDecimal availability, Duration maxLatency, SupportLevel support, Duration timeout) {}
