package dev.llmmarketplace.server;

import dev.llmmarketplace.server.cli.CommandLines;
import dev.llmmarketplace.server.cli.bench.BenchCommand;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code marketplace}: reads its arguments and hands over to the subcommand that they name. */
@Command(
        name = "marketplace",
        description = "A marketplace for LLM services: catalogue, publishing, gateway, administration and portal.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {Serve.class, Demo.class, BenchCommand.class})
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(CommandLines.of(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** The version that the build wrote into the jar's manifest; {@code development} when run from classes. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version =
                    Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
            return new String[] {"marketplace " + version};
        }
    }
}
