package dev.llmmarketplace.core.governance;

import dev.llmmarketplace.core.catalog.Endpoint;
import dev.llmmarketplace.core.catalog.ServiceVersion;
import dev.llmmarketplace.core.governance.Verdict.Grounds;
import dev.llmmarketplace.core.kernel.OrganisationId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What policies leave somebody of the services that he may see. Asked of what a question has found, after it was found:
 * what is denied is no secret, so it counts, but it is of no use to him and is not offered. From memory; thread-safe.
 *
 * @param organisation whose calls are judged; null for nobody's in particular, whom the verdicts about everybody concern
 * @param everything true for who is shown what is denied as well, for example because he keeps the catalogue
 * @param unixMillis at which verdicts must count
 */
public record Clearance(
        VerdictBook verdicts, @Nullable OrganisationId organisation, boolean everything, long unixMillis) {
    /** Of who is concerned by no policy. */
    public static final Clearance FULL = new Clearance(new VerdictBook(), null, true, 0);

    /** The same, shown what is denied as well. */
    public Clearance withDenied() {
        return new Clearance(verdicts, organisation, true, unixMillis);
    }

    /** Whether it is offered to him: what his calls may go to, and what his own organisation provides. */
    public boolean admits(ServiceVersion service) {
        return everything
                || service.provider().equals(organisation)
                || denial(service).isEmpty();
    }

    /** Why his calls to it would be refused by a policy; empty when they would not. */
    public Optional<Grounds> denial(ServiceVersion service) {
        if (verdicts.isEmpty()) {
            return Optional.empty();
        }
        Verdict denied = verdicts.denial(
                organisation,
                Subject.of(service.service(), service.manifest().model(), service.provider()),
                unixMillis);
        return Optional.ofNullable(denied == null ? denialOfPlaces(service) : denied)
                .map(Verdict::grounds);
    }

    /** Where all of its endpoints are known to run in denied countries. */
    private @Nullable Verdict denialOfPlaces(ServiceVersion service) {
        Verdict last = null;
        for (Endpoint endpoint : service.manifest().endpoints()) {
            last = verdicts.denial(
                    organisation,
                    endpoint.places().stream().map(Subject.Country::new).toList(),
                    unixMillis);
            if (last == null) {
                return null;
            }
        }
        return last;
    }
}
