package dev.llmmarketplace.server.cli.client;

/** The server refused a request and said why. */
public final class ProblemAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient ApiProblem problem;

    public ProblemAnswer(ApiProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ApiProblem problem() {
        return problem;
    }
}
