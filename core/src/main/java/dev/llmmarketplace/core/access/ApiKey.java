package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import dev.llmmarketplace.core.kernel.ServiceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's credential, without its secret.
 *
 * @param project which it was made in, and stays in; null for none
 * @param prefix the first characters of the secret, for people to tell keys apart
 * @param digest HMAC-SHA-256 of the secret under the installation's key
 * @param expiresAt null when it does not expire
 * @param revokedAt null while in force
 * @param retiring the secret before the last rotation; null when there was none
 */
public record ApiKey(
        KeyId id,
        OrganisationId organisation,
        @Nullable ProjectId project,
        String name,
        String prefix,
        KeyDigest digest,
        Scopes scopes,
        Limits limits,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt,
        @Nullable Retiring retiring) {

    /**
     * What a key reaches; an empty set does not restrict.
     *
     * @param services services it may call
     * @param routes data-plane routes, for example {@code chat.completions}
     * @param models names it may call by: {@code provider/service}, {@code provider/service@1.2.3} or {@code provider/*}
     * @param addresses where its calls may come from: the address of the connection, or the one that a trusted proxy tells
     */
    public record Scopes(Set<ServiceId> services, Set<String> routes, Set<String> models, Set<AddressBlock> addresses) {
        public static final Scopes ALL = new Scopes(Set.of(), Set.of());

        public Scopes {
            services = Set.copyOf(services);
            routes = Set.copyOf(routes);
            models = Set.copyOf(models);
            addresses = Set.copyOf(addresses);
        }

        /** Of all models, from everywhere. */
        public Scopes(Set<ServiceId> services, Set<String> routes) {
            this(services, routes, Set.of(), Set.of());
        }
    }

    /**
     * What all calls with a key may take together, beside what its organisation and its subscriptions allow.
     *
     * @param requestsPerMinute 0 for no limit
     * @param tokensPerMinute prompt and answer together; 0 for no limit
     * @param perMonth most that may be spent in a UTC month; null for no limit
     */
    public record Limits(
            long requestsPerMinute,
            long tokensPerMinute,
            @Nullable Money perMonth) {
        public static final Limits NONE = new Limits(0, 0, null);
        private static final long MOST = 1_000_000_000;

        public Limits {
            require(requestsPerMinute >= 0 && requestsPerMinute <= MOST, "/requestsPerMinute");
            require(tokensPerMinute >= 0 && tokensPerMinute <= MOST, "/tokensPerMinute");
        }

        private static void require(boolean holds, String field) {
            if (!holds) {
                throw new ProblemException(Problem.invalid(
                        field, "between 0 (no limit) and " + MOST, "it was not", "Choose a value in that range."));
            }
        }
    }

    /**
     * A former secret that still opens.
     *
     * @param until from then on it is refused
     */
    public record Retiring(KeyDigest digest, Instant until) {}
}
