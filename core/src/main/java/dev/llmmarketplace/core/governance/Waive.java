package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.access.AccessStore;
import dev.llmmarketplace.core.access.Permission;
import dev.llmmarketplace.core.access.Principal;
import dev.llmmarketplace.core.catalog.ServiceName;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.WaiverId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Grants exceptions from policies. Blocking; thread-safe. */
public final class Waive {
    /** Then somebody looks at it again. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private final WaiverStore waivers;
    private final AccessStore access;
    private final InstantSource clock;

    public Waive(WaiverStore waivers, AccessStore access, InstantSource clock) {
        this.waivers = waivers;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @throws ProblemException {@code FORBIDDEN} without the permission, and for services of one's own organisation; {@code
     *     VALIDATION_FAILED} when it expires too early or too late; {@code NOT_FOUND} for a policy that is not there
     */
    public Waiver grant(Principal who, PolicyId policy, ServiceName service, Terms terms) {
        who.require(Permission.POLICY_WAIVE);
        access.findOrganisation(service.provider())
                .filter(provider -> provider.id().equals(who.organisation()))
                .ifPresent(_ -> {
                    throw new ProblemException(
                            ErrorCode.FORBIDDEN,
                            "Nobody waives a policy for his own organisation. Ask another approver.");
                });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!terms.expiresAt().isAfter(now) || terms.expiresAt().isAfter(now.plus(LONGEST))) {
            throw new ProblemException(Problem.invalid(
                    "/expiresAt",
                    "after now and within " + LONGEST.toDays() + " days",
                    "was " + terms.expiresAt(),
                    "Choose a time by which somebody is to look at it again."));
        }
        Waiver waiver =
                new Waiver(WaiverId.next(), policy, service, terms.reason(), who.user(), now, terms.expiresAt());
        waivers.grant(waiver);
        return waiver;
    }

    /**
     * Why and how long.
     *
     * @param reason what convinced the approver
     */
    public record Terms(String reason, Instant expiresAt) {}
}
