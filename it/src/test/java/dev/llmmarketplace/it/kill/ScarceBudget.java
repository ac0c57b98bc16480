package dev.llmmarketplace.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.trade.Consumer;
import dev.llmmarketplace.it.trade.Trade;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;

/** A consumer whose budget is spent again as soon as it is raised, so that each death finds it near its end. */
final class ScarceBudget {
    /** Some twenty calls' worth. */
    private static final BigDecimal STEP = new BigDecimal("0.002");

    private final Consumer consumer;
    private final String key;
    private BigDecimal amount = BigDecimal.ZERO;

    private ScarceBudget(Consumer consumer, String key) {
        this.consumer = consumer;
        this.key = key;
    }

    static ScarceBudget of(Trade trade) {
        Consumer poor = trade.administrator().consumer("hand-to-mouth");
        String plan = trade.administrator().generousPlan();
        poor.subscribe(trade.chat(), plan);
        poor.subscribe(trade.embeddings(), plan);
        ScarceBudget budget = new ScarceBudget(poor, poor.key("scarce").secret());
        budget.raise();
        return budget;
    }

    String key() {
        return key;
    }

    void raise() {
        amount = amount.add(STEP);
        consumer.budget(amount.toPlainString());
    }

    /** By what has been booked so far. */
    void assertNotOverspent(Path data, String when) throws SQLException {
        try (Ledger ledger = Ledger.in(data)) {
            assertThat(ledger.overspent()).as("budgets overspent, %s", when).isEmpty();
        }
    }
}
