package dev.llmmarketplace.adapters.postgres;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.Problem;
import dev.llmmarketplace.core.kernel.ProblemException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a driver's exception means to the one who asked. States by PostgreSQL's manual, appendix A. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** The server ended a transaction that stood still for too long, by its clock, which may have jumped. */
    private static final String IDLE_IN_TRANSACTION = "25P03";

    private static final Set<String> DEADLOCK = Set.of("40P01", "40001");

    private Failures() {}

    /** A problem where the database or the input is at fault; the exception itself where our code is. */
    static RuntimeException translate(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        if (cause == null) {
            return failure;
        }
        String state = cause.getSQLState() == null ? "08000" : cause.getSQLState();
        return switch (state) {
            case "23503" -> new ProblemException(ErrorCode.NOT_FOUND, "Something that this refers to does not exist.");
            case "23505" -> new ProblemException(ErrorCode.CONFLICT, "This exists already.");
            case "22021", "22P05" ->
                new ProblemException(ErrorCode.MALFORMED_REQUEST, "A text holds a character that cannot be stored.");
            case "53100" -> unavailable("The database has no space left.", cause);
            case "25006" -> unavailable("The database is read-only.", cause);
            default -> passing(state) ? unavailable("The database does not answer.", cause) : failure;
        };
    }

    static boolean deadlock(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        return cause != null && cause.getSQLState() != null && DEADLOCK.contains(cause.getSQLState());
    }

    static boolean duplicate(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        return cause != null && "23505".equals(cause.getSQLState());
    }

    /** The connection was lost during a statement, hence before any commit: nothing has happened. */
    static boolean deadBeforeCommit(RuntimeException failure) {
        return failure instanceof UnableToExecuteStatementException && deadConnection(failure);
    }

    /** The connection was lost, perhaps while it committed: what it wrote may have happened. */
    static boolean deadConnection(RuntimeException failure) {
        SQLException cause = sqlCause(failure);
        String state = cause == null ? null : cause.getSQLState();
        return state != null && (state.startsWith("08") || state.equals("57P01") || state.equals(IDLE_IN_TRANSACTION));
    }

    static ProblemException unreachable(DatabaseSettings settings, RuntimeException failure) {
        return new ProblemException(
                ErrorCode.UNAVAILABLE,
                "The database " + settings.url().replaceFirst("\\?.*", "") + " cannot be used by " + settings.user()
                        + ": " + rootMessage(failure));
    }

    /** Connection lost, no resources, interrupted by an operator, input or output errors, lost deadlocks. */
    private static boolean passing(String state) {
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("40")
                || state.equals("55P03")
                || state.equals(IDLE_IN_TRANSACTION);
    }

    private static ProblemException unavailable(String detail, SQLException cause) {
        log.warn("{} ({}: {})", detail, cause.getSQLState(), cause.getMessage());
        return new ProblemException(Problem.passing(ErrorCode.UNAVAILABLE, detail + " Try again in a moment.", RETRY));
    }

    private static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static @Nullable String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
