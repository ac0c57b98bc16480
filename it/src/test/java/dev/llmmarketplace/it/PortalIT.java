package dev.llmmarketplace.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Launcher;
import dev.llmmarketplace.it.process.Program;
import dev.llmmarketplace.it.process.RunningMarketplace;
import dev.llmmarketplace.it.process.RunningProvider;
import dev.llmmarketplace.it.trade.Trade;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal in a real Chromium against the real server; what is checked stands in {@code portal/e2e}. */
final class PortalIT {
    @Test
    void thePortalIsUsableInARealBrowser(@TempDir Path data) {
        try (RunningProvider provider = RunningProvider.start();
                RunningMarketplace marketplace = RunningMarketplace.on(data, Trade.allowing(provider))) {
            Trade trade = Trade.open(marketplace, provider);
            String portal = Launcher.root().resolve("portal").toString();
            Map<String, String> environment =
                    Map.of("BASE_URL", marketplace.address().toString(), "E2E_SERVICE", trade.chat());
            try (Program browser =
                    Program.start("e2e", List.of("npm", "--prefix", portal, "run", "e2e"), environment)) {
                assertThat(browser.awaitExit()).as(browser.output()).isZero();
            }
        }
    }
}
