package dev.llmmarketplace.gateway.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.quota.Account;
import dev.llmmarketplace.gateway.fake.FakeAllowance;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Who waits for units is told when there is something to tell, and not before. */
final class LeaseWaitingTest {
    private static final long LIMIT = 1_000_000;

    /** Questions to the authority that are on their way. */
    private final Queue<Runnable> questions = new ArrayDeque<>();

    private final List<Long> freeWhenWoken = new ArrayList<>();
    private final LeasedAccount account = account();

    private LeasedAccount account() {
        Account money = Account.money(OrganisationId.next(), Instant.parse("2026-05-05T12:00:00Z"));
        FakeAllowance allowance = new FakeAllowance();
        allowance.limit(Account.Unit.NANOS, money.owner(), LIMIT);
        return new LeasedAccount(money, new Leasing(allowance, "holder", questions::add));
    }

    @Test
    void whoComesWhileAnotherIsWokenIsWokenByAnAnswerToHisOwnQuestion() {
        account.await(100, () -> {
            assertThat(account.reserve(account.free())).isTrue();
            account.await(200, this::woken);
        });

        questions.remove().run();
        assertThat(freeWhenWoken).as("nothing is known yet").isEmpty();
        answerAll();

        assertThat(freeWhenWoken).singleElement().matches(free -> free >= 200);
    }

    @Test
    void whoComesWhileAQuestionIsOnItsWayIsAskedForNext() {
        account.await(100, this::woken);
        account.await(200, this::woken);

        answerAll();

        assertThat(freeWhenWoken).hasSize(2);
        assertThat(account.free()).isGreaterThanOrEqualTo(300);
    }

    private void woken() {
        freeWhenWoken.add(account.free());
    }

    private void answerAll() {
        while (!questions.isEmpty()) {
            questions.remove().run();
        }
    }
}
