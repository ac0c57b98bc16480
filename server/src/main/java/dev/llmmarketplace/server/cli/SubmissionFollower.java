package dev.llmmarketplace.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.llmmarketplace.server.cli.client.ApiProblem;
import dev.llmmarketplace.server.cli.client.ApiProblem.Violation;
import dev.llmmarketplace.server.cli.client.MarketplaceClient;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Shows how a submission gets on, phase by phase, until its version is active, waits for people, or is not published. */
final class SubmissionFollower {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<String> ON_THE_WAY = Set.of("running", "undoing");
    private static final Set<String> AFTER_ACTIVATION = Set.of("index", "event", "analytics");

    private final MarketplaceClient marketplace;
    private final PrintWriter out;
    private final Set<String> shown = new HashSet<>();

    SubmissionFollower(MarketplaceClient marketplace, PrintWriter out) {
        this.marketplace = marketplace;
        this.out = out;
    }

    /**
     * The version as it is then.
     *
     * @throws ProblemAnswer when it is not published
     */
    JsonNode follow(JsonNode accepted) {
        String path = "/api/v1/submissions/" + accepted.path("id").asText();
        JsonNode present = show(marketplace.get(path));
        while (ON_THE_WAY.contains(present.path("state").asText())
                && !AFTER_ACTIVATION.contains(present.path("phase").asText())) {
            LockSupport.parkNanos(PAUSE.toNanos());
            present = show(marketplace.get(path));
        }
        if (present.has("problem")) {
            throw new ProblemAnswer(problem(present.path("problem")));
        }
        JsonNode service = marketplace.get(
                "/api/v1/services/by-name/" + present.path("service").asText());
        return marketplace.get("/api/v1/services/" + service.path("id").asText() + "/versions/"
                + present.path("version").asText());
    }

    private JsonNode show(JsonNode submission) {
        for (JsonNode phase : submission.path("phases")) {
            String state = phase.path("state").asText();
            String key = phase.path("phase").asText()
                    + ' '
                    + state
                    + ' '
                    + phase.path("attempts").asInt();
            if (phase.has("endedAt") && shown.add(key)) {
                JsonNode log = phase.path("log");
                String last = log.isEmpty()
                        ? ""
                        : log.get(log.size() - 1).path("text").asText();
                out.printf("%-10s %-11s %s%n", phase.path("phase").asText(), state.replace('_', ' '), last);
            }
        }
        out.flush();
        return submission;
    }

    private static ApiProblem problem(JsonNode fault) {
        return new ApiProblem(
                422,
                fault.path("code").asText(),
                fault.path("detail").asText(),
                "",
                Violation.listOf(fault.path("violations")),
                0);
    }
}
