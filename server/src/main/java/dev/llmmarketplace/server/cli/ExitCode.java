package dev.llmmarketplace.server.cli;

/** What the exit codes of all commands mean. */
public final class ExitCode {
    public static final int OK = 0;
    /** The server refused, or what was asked for failed. */
    public static final int REFUSED = 1;
    /** The command line makes no sense. */
    public static final int USAGE = 2;
    /** Something outside is missing: a variable, a file, a program. */
    public static final int ENVIRONMENT = 3;
    /** No server answers. */
    public static final int UNREACHABLE = 4;

    private ExitCode() {}
}
