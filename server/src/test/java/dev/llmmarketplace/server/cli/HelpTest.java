package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
    static Stream<CommandSpec> commands() {
        return all(CommandLines.of(new Commands.Root())).map(CommandLine::getCommandSpec);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItDoesAndEachOptionWhatItMeans(CommandSpec command) {
        assertThat(command.usageMessage().description())
                .as(command.qualifiedName())
                .isNotEmpty();
        assertThat(command.optionsMap()).containsKey("--help").doesNotContainKey("--version");
        assertThat(command.args())
                .allSatisfy(argument -> assertThat(argument.description())
                        .as(command.qualifiedName() + " " + argument.paramLabel())
                        .isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsEightyColumns(CommandSpec command) {
        String help = new CommandLine(command).getUsageMessage();
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
    }

    private static Stream<CommandLine> all(CommandLine line) {
        List<CommandLine> subcommands = List.copyOf(line.getSubcommands().values());
        return subcommands.stream().flatMap(sub -> Stream.concat(Stream.of(sub), all(sub)));
    }
}
