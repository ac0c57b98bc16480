package dev.llmmarketplace.it.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.kill.Ledger.Booked;
import dev.llmmarketplace.it.kill.ProviderBook.Served;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** The provider's book and ours, side by side, after a mixed load. */
final class Books {
    private final ProviderBook provider;
    private final Ledger ledger;
    private final Map<String, Booked> booked;
    private final String context;

    /** @param context what a failure is to say, so that it can be made again */
    Books(ProviderBook provider, Ledger ledger, String context) throws SQLException {
        this.provider = provider;
        this.ledger = ledger;
        this.booked = ledger.calls();
        this.context = context;
    }

    Collection<Booked> booked() {
        return booked.values();
    }

    /** Each call of the provider stands in our books exactly once, and nothing else was charged. */
    void assertAgreement() throws SQLException {
        assertThat(provider.served())
                .as(context)
                .isNotEmpty()
                .allSatisfy(served -> assertAgreement(served, inTheLedger(served)));
        assertThat(booked.values())
                .as("what the provider does not know, %s", context)
                .filteredOn(call -> !provider.calls().containsKey(call.call()))
                .allSatisfy(call ->
                        assertThat(call).returns(0L, Booked::costNanos).doesNotReturn("completed", Booked::outcome));
        assertThat(ledger.repeated())
                .as("requests that were booked twice, %s", context)
                .isEmpty();
        assertThat(ledger.unbalanced())
                .as("transactions that do not balance, %s", context)
                .isEmpty();
        assertThat(ledger.miscounted())
                .as("allowances that lost count, %s", context)
                .isEmpty();
        assertThat(ledger.overspent()).as("budgets overspent, %s", context).isEmpty();
    }

    private Booked inTheLedger(Served served) {
        return Objects.requireNonNull(booked.get(served.call()), () -> "not in the ledger: " + served);
    }

    private static void assertAgreement(Served served, Booked booked) {
        int most = Kind.in(served.requestId()) == Kind.ERROR ? 3 : 1;
        assertThat(served.times()).as("sent as often as is safe: %s", served).isBetween(1, most);
        assertThat(booked.requestId()).isEqualTo(served.requestId());
        if (booked.isInterrupted()) {
            assertThat(booked.costNanos())
                    .as("interrupted calls are free: %s", booked)
                    .isZero();
            return;
        }
        if (booked.outcome().equals("cut_off")) {
            assertNoMoreThanWasSent(served, booked); // the scarce budget ran out in the middle of a stream
            return;
        }
        Kind kind = Kind.in(served.requestId());
        switch (kind) {
            case UNARY, STREAM, RESPONSE, MESSAGE, TRANSLATED, EMBEDDING -> assertEqualUsage(served, booked);
            case ERROR ->
                assertThat(booked).returns("upstream_error", Booked::outcome).returns(0L, Booked::costNanos);
            case CUT -> assertThat(booked.outcome()).isEqualTo("upstream_failed");
            case NO_USAGE -> assertThat(booked.flags()).as("%s", booked).contains("estimated");
            case ABSURD_USAGE -> assertThat(booked.flags()).as("%s", booked).contains("absurd_usage");
            case HANG_UP, IMPATIENT -> assertNoMoreThanWasSent(served, booked);
        }
    }

    /** Our own count of what was delivered: a token for each four characters, where the provider's tokens have eight. */
    private static void assertNoMoreThanWasSent(Served served, Booked booked) {
        assertThat(booked.answerTokens()).as("%s of %s", booked, served).isLessThanOrEqualTo(2 * served.answerTokens());
    }

    private static void assertEqualUsage(Served served, Booked booked) {
        assertThat(booked)
                .as("%s", served)
                .returns("completed", Booked::outcome)
                .returns(served.promptTokens(), Booked::promptTokens)
                .returns(served.answerTokens(), Booked::answerTokens);
    }
}
