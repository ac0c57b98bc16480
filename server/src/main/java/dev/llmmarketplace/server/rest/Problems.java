package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.server.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever went wrong into an answer. What is our own fault is logged in full and tells the caller nothing. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration DEFAULT_RETRY = Duration.ofSeconds(2);

    private Problems() {}

    static Answer answer(Throwable error, String path, String requestId) {
        if (error instanceof ProblemException known) {
            return answer(known.problem(), path, requestId);
        }
        LOG.error("Request {} to {} failed", requestId, path, error);
        return answer(
                Problem.of(
                        ErrorCode.INTERNAL,
                        "Something went wrong here. The log knows it as request " + requestId + "."),
                path,
                requestId);
    }

    static Answer answer(Problem problem, String path, String requestId) {
        byte[] body = Json.bytes(ProblemBody.from(problem, path, requestId));
        return new Answer(problem.code().status(), "application/problem+json", body, headers(problem));
    }

    private static Map<String, String> headers(Problem problem) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (problem.code().status() == 401) {
            headers.put("www-authenticate", "Bearer realm=\"marketplace\"");
        }
        Duration retry = problem.retryAfter();
        if (retry == null && problem.code().status() == 503) {
            retry = DEFAULT_RETRY;
        }
        if (retry != null) {
            headers.put("retry-after", Long.toString(Math.max(1, (retry.toMillis() + 999) / 1000)));
        }
        return headers;
    }
}
