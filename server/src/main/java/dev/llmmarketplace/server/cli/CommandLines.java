package dev.llmmarketplace.server.cli;

import java.util.List;
import picocli.CommandLine;

/** Makes the command line of a root command: the commands of this package, their errors and their way to read. */
public final class CommandLines {
    private CommandLines() {}

    /** @param root the command {@code marketplace} itself, with whatever subcommands it has of its own */
    public static CommandLine of(Object root) {
        CommandLine line = new CommandLine(root);
        List.of(
                        new ProviderCommand(),
                        new ImportCommand(),
                        new SearchCommand(),
                        new SuggestCommand(),
                        new IndexCommand(),
                        new SimilarCommand(),
                        new CompareCommand(),
                        new TrendingCommand(),
                        new RecommendCommand(),
                        new ReviewsCommand(),
                        new SavedSearchesCommand(),
                        new NotificationsCommand(),
                        new WebhooksCommand(),
                        new PublishCommand(),
                        new SignCommand(),
                        new PublisherKeysCommand(),
                        new ServicesCommand(),
                        new TransfersCommand(),
                        new DelegationsCommand(),
                        new OrganisationsCommand(),
                        new RegisterCommand(),
                        new LoginCommand(),
                        new LogoutCommand(),
                        new PlansCommand(),
                        new SubscribeCommand(),
                        new SubscriptionsCommand(),
                        new ProjectsCommand(),
                        new KeysCommand(),
                        new ConsumptionCommand(),
                        new VerdictsCommand(),
                        new PoliciesCommand(),
                        new CallCommand(),
                        new UsageCommand(),
                        new ReceiptsCommand(),
                        new AuditCommand(),
                        new VerifyCommand())
                .forEach(line::addSubcommand);
        line.setExecutionExceptionHandler(new Failures());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }
}
