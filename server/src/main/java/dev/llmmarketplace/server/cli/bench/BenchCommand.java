package dev.llmmarketplace.server.cli.bench;

import dev.llmmarketplace.server.cli.HelpOption;
import dev.llmmarketplace.server.cli.bench.search.BenchSearchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code marketplace bench}. */
@Command(
        name = "bench",
        description = "Measure this program on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BenchGatewayCommand.class, BenchStartCommand.class, BenchSearchCommand.class})
public final class BenchCommand implements Runnable {
    @Mixin
    HelpOption help;

    @Spec
    private CommandSpec command;

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }
}
