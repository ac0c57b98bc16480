package dev.llmmarketplace.core.access;

import dev.llmmarketplace.core.kernel.Money;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.kernel.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some of an organisation's keys that share limits. A key is made in a project, or in none, and stays there.
 *
 * @param name unique among the organisation's projects that are not archived
 * @param archivedAt from when on it has no keys that work; null while in use
 */
public record Project(
        ProjectId id,
        OrganisationId organisation,
        String name,
        Limits limits,
        Instant createdAt,
        @Nullable Instant archivedAt) {

    /** One in use. */
    public Project(ProjectId id, OrganisationId organisation, String name, Limits limits, Instant createdAt) {
        this(id, organisation, name, limits, createdAt, null);
    }

    /**
     * What all calls with keys of the project may take together, beside what key, organisation, subscription and service
     * allow.
     *
     * @param requestsPerMinute 0 for no limit
     * @param tokensPerMinute prompt and answer together; 0 for no limit
     * @param concurrency calls in flight; 0 for no limit
     * @param perMonth most that may be spent in a UTC month; null for no limit
     */
    public record Limits(
            long requestsPerMinute,
            long tokensPerMinute,
            int concurrency,
            @Nullable Money perMonth) {
        public static final Limits NONE = new Limits(0, 0, 0, null);
        private static final long MOST = 1_000_000_000;
        private static final int MOST_AT_ONCE = 1_000_000;

        public Limits {
            require(requestsPerMinute, MOST, "/limits/requestsPerMinute");
            require(tokensPerMinute, MOST, "/limits/tokensPerMinute");
            require(concurrency, MOST_AT_ONCE, "/limits/concurrency");
        }

        private static void require(long limit, long most, String field) {
            if (limit < 0 || limit > most) {
                throw new ProblemException(Problem.invalid(
                        field, "between 0 (no limit) and " + most, "was " + limit, "Choose a value in that range."));
            }
        }
    }
}
