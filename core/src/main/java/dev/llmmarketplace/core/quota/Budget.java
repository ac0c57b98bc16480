package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;

/** The most an organisation may spend in a UTC month. */
public record Budget(OrganisationId organisation, Money perMonth) {}
