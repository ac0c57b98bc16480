package dev.llmmarketplace.adapters.contract;

import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.access.Organisation;
import dev.llmmarketplace.core.access.Project;
import dev.llmmarketplace.core.access.Role;
import dev.llmmarketplace.core.access.User;
import dev.llmmarketplace.core.governance.Subject;
import dev.llmmarketplace.core.governance.Verdict;
import dev.llmmarketplace.core.kernel.Ids;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.PlanId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.Secret;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.core.kernel.SubscriptionId;
import dev.llmmarketplace.core.kernel.Time;
import dev.llmmarketplace.core.kernel.UserId;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.quota.Plan;
import dev.llmmarketplace.core.quota.Subscription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Parties of the marketplace, each with a name that nobody else has. */
public final class Examples {
    private Examples() {}

    /** The present time as a database keeps it. */
    public static Instant now() {
        return Time.system().instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Fit as a slug. */
    public static String name(String prefix) {
        return prefix + "-" + Ids.next().toString().substring(24);
    }

    public static Organisation organisation() {
        String slug = name("acme");
        return new Organisation(OrganisationId.next(), slug, "Acme " + slug, true, true, false, false, now());
    }

    public static User user(OrganisationId organisation) {
        return new User(
                UserId.next(),
                organisation,
                name("ada") + "@example.org",
                "Ada Lovelace",
                new Secret("$argon2id$hash"),
                Set.of(Role.PROVIDER, Role.CONSUMER),
                0,
                null,
                now());
    }

    public static KeyDigest digest() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new KeyDigest(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    public static Project project(OrganisationId organisation, Project.Limits limits) {
        return new Project(ProjectId.next(), organisation, name("project"), limits, now());
    }

    public static ApiKey key(OrganisationId organisation) {
        return key(organisation, null);
    }

    public static ApiKey key(OrganisationId organisation, @Nullable ProjectId project) {
        return new ApiKey(
                KeyId.next(),
                organisation,
                project,
                "laptop",
                "llm_mk_abc",
                digest(),
                ApiKey.Scopes.ALL,
                ApiKey.Limits.NONE,
                now(),
                null,
                null,
                null,
                null);
    }

    /** @param consumer null for everybody's calls */
    static Verdict verdict(@Nullable OrganisationId consumer, Subject subject, @Nullable Instant expiresAt) {
        return verdict(VerdictId.next(), consumer, subject, expiresAt);
    }

    static Verdict verdict(
            VerdictId id, @Nullable OrganisationId consumer, Subject subject, @Nullable Instant expiresAt) {
        return new Verdict(
                id,
                consumer,
                subject,
                Verdict.Effect.DENY,
                new Verdict.Grounds("review", "It was not reviewed.", null),
                expiresAt);
    }

    /** @param tokensPerMonth 0 for no quota */
    public static Plan plan(long tokensPerMonth) {
        return new Plan(PlanId.next(), name("plan"), 10, 20, tokensPerMonth, 5);
    }

    public static Subscription subscription(OrganisationId consumer, ServiceId service, Plan plan) {
        return new Subscription(SubscriptionId.next(), consumer, service, plan, now(), null);
    }
}
