package dev.llmmarketplace.core.quota;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * One promise for one period: what units are spent from.
 *
 * @param owner of tokens a subscription, of money an organisation, a project or a key
 * @param month UTC
 */
public record Account(Unit unit, UUID owner, YearMonth month) {
    /** What is counted. */
    public enum Unit {
        /** Input and output tokens of a subscription. */
        TOKENS,
        /** Nano-units of the currency of an organisation's, a project's or a key's budget. */
        NANOS
    }

    public static Account tokens(SubscriptionId subscription, Instant at) {
        return new Account(Unit.TOKENS, subscription.value(), month(at));
    }

    public static Account money(OrganisationId organisation, Instant at) {
        return money(organisation.value(), at);
    }

    public static Account money(KeyId key, Instant at) {
        return money(key.value(), at);
    }

    public static Account money(ProjectId project, Instant at) {
        return money(project.value(), at);
    }

    /** @param owner an organisation, a project or a key */
    public static Account money(UUID owner, Instant at) {
        return new Account(Unit.NANOS, owner, month(at));
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
