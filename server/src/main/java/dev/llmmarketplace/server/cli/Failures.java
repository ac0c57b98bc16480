package dev.llmmarketplace.server.cli;

import dev.llmmarketplace.server.cli.client.ApiProblem;
import dev.llmmarketplace.server.cli.client.ProblemAnswer;
import dev.llmmarketplace.server.cli.client.Unreachable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user what went wrong and what to do about it, and chooses the exit code. */
public final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        int code = switch (failure) {
            case ProblemAnswer answer -> refused(answer.problem(), err);
            case Unreachable unreachable -> {
                err.println("error: " + unreachable.getMessage());
                err.println("Is a server running? ./marketplace serve");
                yield ExitCode.UNREACHABLE;
            }
            case CommandFailure failed -> {
                err.println("error: " + failed.getMessage());
                yield failed.exitCode();
            }
            case UncheckedIOException failed -> {
                err.println("error: " + failed.getMessage());
                yield ExitCode.REFUSED;
            }
            default -> unexpected(failure, err);
        };
        err.flush();
        return code;
    }

    private static int refused(ApiProblem problem, PrintWriter err) {
        String kind = problem.code().isEmpty() ? "" : " (" + problem.code() + ", " + problem.status() + ")";
        err.println("error: " + problem.detail() + kind);
        for (ApiProblem.Violation violation : problem.violations()) {
            err.println("  " + sentence(violation));
            err.println("    " + violation.mend());
        }
        if (problem.status() == 401 && !problem.code().equals("invalid_api_key")) {
            err.println("Sign in with: ./marketplace login");
        }
        if (!problem.requestId().isEmpty()) {
            err.println("request id: " + problem.requestId());
        }
        return ExitCode.REFUSED;
    }

    /** What is broken, without the mend. */
    static String sentence(ApiProblem.Violation violation) {
        return violation.field() + ": must be " + violation.rule() + "; " + violation.message();
    }

    private static int unexpected(Exception failure, PrintWriter err) {
        err.println("error: unexpected " + failure);
        if (System.getenv("MARKETPLACE_DEBUG") == null) {
            err.println("MARKETPLACE_DEBUG=1 shows where it happened.");
        } else {
            failure.printStackTrace(err);
        }
        return ExitCode.REFUSED;
    }
}
