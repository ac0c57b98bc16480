package dev.llmmarketplace.it.trade;

import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import java.nio.file.Path;

/** The usual trade, with the processes in which it takes place, and the consumer's calls of the chat service. */
public record Stage(RunningProvider provider, RunningMarketplace marketplace, Trade trade, Calls calls)
        implements AutoCloseable {

    /** @param data of the marketplace, which is new */
    public static Stage open(Path data) {
        RunningProvider provider = RunningProvider.start();
        RunningMarketplace marketplace = RunningMarketplace.on(data, Trade.allowing(provider));
        Trade trade = Trade.open(marketplace, provider);
        return new Stage(
                provider,
                marketplace,
                trade,
                new Calls(marketplace, trade.chat(), trade.key().secret()));
    }

    @Override
    public void close() {
        marketplace.close();
        provider.close();
    }
}
