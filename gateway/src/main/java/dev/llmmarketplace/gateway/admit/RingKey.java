package dev.llmmarketplace.gateway.admit;

import dev.llmmarketplace.core.access.AddressBlock;
import dev.llmmarketplace.core.access.ApiKey;
import dev.llmmarketplace.core.access.KeyDigest;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.ServiceId;
import dev.llmmarketplace.gateway.admit.Throttle.Scope;
import dev.llmmarketplace.gateway.route.Target;
import dev.llmmarketplace.gateway.wire.Route;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What admission needs of a key, and no more: there may be millions.
 *
 * @param project whose limits hold for it too; null when it is in none
 * @param digest of the secret by which it is found: the present one, or one that is retiring
 * @param expiresAtMillis Unix time; {@link Long#MAX_VALUE} when it does not expire
 * @param meter null when the key has no limits of its own
 */
public record RingKey(
        KeyId id,
        OrganisationId organisation,
        @Nullable ProjectId project,
        KeyDigest digest,
        ApiKey.Scopes scopes,
        long expiresAtMillis,
        @Nullable Meter meter) {

    /**
     * The counters of a key, shared by its secrets.
     *
     * @param throttle null when its calls are not limited
     * @param purse null when its spending is not limited
     */
    record Meter(
            ApiKey.Limits limits,
            @Nullable Throttle throttle,
            @Nullable Purse purse) {

        /** @param before of an earlier state of the key; what did not change keeps its counters */
        static @Nullable Meter of(ApiKey key, @Nullable Meter before) {
            ApiKey.Limits limits = key.limits();
            if (before != null && before.limits.equals(limits)) {
                return before;
            }
            if (limits.equals(ApiKey.Limits.NONE)) {
                return null;
            }
            Money budget = limits.perMonth();
            return new Meter(
                    limits,
                    throttle(limits, before == null ? null : before.throttle),
                    budget == null ? null : new Purse(key.id().value(), budget));
        }

        private static @Nullable Throttle throttle(ApiKey.Limits limits, @Nullable Throttle before) {
            if (limits.requestsPerMinute() == 0 && limits.tokensPerMinute() == 0) {
                return null;
            }
            Rates rates = Rates.of(limits);
            return before == null ? Throttle.of(Scope.KEY, rates) : before.becoming(rates);
        }
    }

    /** By its present secret. */
    static RingKey of(ApiKey key, @Nullable Meter meter) {
        return new RingKey(
                key.id(),
                key.organisation(),
                key.project(),
                key.digest(),
                key.scopes(),
                millis(key.expiresAt()),
                meter);
    }

    /** By the secret that is retiring. */
    static RingKey of(ApiKey key, ApiKey.Retiring retiring, @Nullable Meter meter) {
        long until = Math.min(millis(key.expiresAt()), millis(retiring.until()));
        return new RingKey(key.id(), key.organisation(), key.project(), retiring.digest(), key.scopes(), until, meter);
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    @Nullable
    Throttle throttle() {
        return meter == null ? null : meter.throttle();
    }

    @Nullable
    Purse purse() {
        return meter == null ? null : meter.purse();
    }

    boolean reaches(Route route) {
        return scopes.routes().isEmpty() || scopes.routes().contains(route.scope());
    }

    /** True when its scopes allow that service. */
    public boolean reaches(ServiceId service) {
        return scopes.services().isEmpty() || scopes.services().contains(service);
    }

    /** True when its scopes allow that version, as a service and as a model. */
    public boolean reaches(Target target) {
        return reaches(target.service().service()) && reachesModel(target);
    }

    private boolean reachesModel(Target target) {
        return scopes.models().isEmpty()
                || scopes.models().contains(target.label())
                || scopes.models().contains(target.service().name().toString())
                || scopes.models().contains(target.service().name().provider() + "/*");
    }

    boolean restrictsAddresses() {
        return !scopes.addresses().isEmpty();
    }

    /** @param address as numbers; of a caller without one, nothing is allowed */
    boolean mayCallFrom(String address) {
        try {
            InetAddress caller = InetAddress.ofLiteral(address);
            for (AddressBlock block : scopes.addresses()) {
                if (block.contains(caller)) {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
