package dev.llmmarketplace.server.rest;

import dev.llmmarketplace.core.kernel.Problem;
import java.util.List;

/** A problem document (RFC 9457) with our members {@code code}, {@code requestId} and {@code violations}. */
record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String requestId,
        List<ViolationBody> violations) {

    static ProblemBody from(Problem problem, String path, String requestId) {
        return new ProblemBody(
                "/docs/errors#" + problem.code().code(),
                problem.code().title(),
                problem.code().status(),
                problem.detail(),
                path,
                problem.code().code(),
                requestId,
                problem.violations().stream().map(ViolationBody::from).toList());
    }
}
