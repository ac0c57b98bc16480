package dev.llmmarketplace.server.cli;

import picocli.CommandLine.Option;

/** What every command takes. picocli's own set would add the version, which is the whole program's. */
public final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean asked;
}
