package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.VerdictId;
import dev.llmmarketplace.core.kernel.WireName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a policy has decided about calls. Where several are about the same call, the narrower {@link Subject} counts; of
 * the same subject, the organisation's own before everybody's; then a denial. Without a verdict a call is allowed.
 *
 * @param consumer whose calls; null for everybody's
 * @param effect of a country only {@link Effect#DENY}
 * @param expiresAt from then on it does not count; null when it stays until it is removed
 */
public record Verdict(
        VerdictId id,
        @Nullable OrganisationId consumer,
        Subject subject,
        Effect effect,
        Grounds grounds,
        @Nullable Instant expiresAt) {

    public Verdict {
        if (subject instanceof Subject.Country && effect == Effect.ALLOW) {
            throw new ProblemException(Problem.invalid(
                    "/effect",
                    "deny for a country",
                    "was allow",
                    "Name the countries that calls may go to in the organisation's residency."));
        }
    }

    /** What becomes of the call. */
    public enum Effect implements WireName {
        ALLOW("allow"),
        DENY("deny");

        private final String wireName;

        Effect(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }

    /**
     * Why.
     *
     * @param policy identifies the policy to those who wrote it
     * @param reason one sentence for the caller
     * @param remediation what the caller, or his organisation, can do about it; null when there is nothing
     */
    public record Grounds(
            String policy, String reason, @Nullable String remediation) {}

    /** @param unixMillis of the call */
    public boolean counts(long unixMillis) {
        return expiresAt == null || unixMillis < expiresAt.toEpochMilli();
    }
}
