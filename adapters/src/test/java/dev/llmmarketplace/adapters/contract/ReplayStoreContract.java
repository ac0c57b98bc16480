package dev.llmmarketplace.adapters.contract;

import static dev.llmmarketplace.adapters.contract.Examples.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.kernel.CallId;
import dev.llmmarketplace.core.kernel.KeyId;
import dev.llmmarketplace.core.kernel.OrganisationId;
import dev.llmmarketplace.core.metering.UsageRecord;
import dev.llmmarketplace.core.replay.ReplayStore;
import dev.llmmarketplace.core.replay.ReplayStore.Answer;
import dev.llmmarketplace.core.replay.ReplayStore.Asked;
import dev.llmmarketplace.core.replay.ReplayStore.Claim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ReplayStore} does. */
public abstract class ReplayStoreContract {
    private final Instant now = now();
    private final String holder = Examples.name("gateway");
    private final Asked asked = asked("key", "a1");
    private final CallId call = CallId.next();

    protected abstract Stores stores();

    protected abstract ReplayStore replays();

    private static Asked asked(String name, String hash) {
        return new Asked(KeyId.next(), "chat.completions", name, hash);
    }

    private Claim claim(Asked what) {
        return replays().claim(holder, CallId.next(), what, now);
    }

    @Test
    void whoClaimsFirstMakesTheCallAndTheOthersGetItsAnswer() {
        assertThat(replays().claim(holder, call, asked, now)).isEqualTo(new Claim.Granted());
        assertThat(claim(asked)).isEqualTo(new Claim.InFlight());

        replays().store(call, asked, new Answer(200, "application/json", "0.1", new byte[] {1, 2, 3}));

        assertThat(claim(asked)).isInstanceOfSatisfying(Claim.Made.class, made -> {
            assertThat(made.call()).isEqualTo(call);
            assertThat(made.answer().status()).isEqualTo(200);
            assertThat(made.answer().contentType()).isEqualTo("application/json");
            assertThat(made.answer().cost()).isEqualTo("0.1");
            assertThat(made.answer().body()).containsExactly(1, 2, 3);
        });
    }

    @Test
    void anotherBodyIsSeenWhateverBecameOfTheFirst() {
        Asked other = new Asked(asked.apiKey(), asked.route(), asked.idempotencyKey(), "b2");
        replays().claim(holder, call, asked, now);
        assertThat(claim(other)).isEqualTo(new Claim.OtherBody());

        replays().storeGone(call, asked);

        assertThat(claim(other)).isEqualTo(new Claim.OtherBody());
        assertThat(claim(asked)).isEqualTo(new Claim.MadeAndGone(call));
    }

    @Test
    void otherKeysAndRoutesAreOtherRequests() {
        replays().claim(holder, call, asked, now);

        assertThat(claim(asked("key", "a1"))).isEqualTo(new Claim.Granted());
        assertThat(claim(new Asked(asked.apiKey(), "embeddings", "key", "a1"))).isEqualTo(new Claim.Granted());
        assertThat(claim(new Asked(asked.apiKey(), asked.route(), "KEY", "a1"))).isEqualTo(new Claim.Granted());
    }

    @Test
    void whatWasReleasedCanBeClaimedAgainAndWhatWasMadeIsNotReleased() {
        replays().claim(holder, call, asked, now);
        replays().release(call, asked);
        CallId second = CallId.next();
        assertThat(replays().claim(holder, second, asked, now)).isEqualTo(new Claim.Granted());

        replays().release(call, asked);
        replays().storeGone(second, asked);
        replays().release(second, asked);

        assertThat(claim(asked)).isEqualTo(new Claim.MadeAndGone(second));
    }

    @Test
    void ofManyAtOnceOneIsGranted() throws InterruptedException, ExecutionException {
        int granted = 0;
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            List<Future<Claim>> claims = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                claims.add(callers.submit(() -> claim(asked)));
            }
            for (Future<Claim> claim : claims) {
                granted += claim.get() instanceof Claim.Granted ? 1 : 0;
            }
        }

        assertThat(granted).isEqualTo(1);
    }

    @Test
    void whatADeadGatewayHadClaimedIsGivenUpUnlessItWasBilled() {
        UsageRecord billed = Calls.ofNobody(OrganisationId.next(), OrganisationId.next(), now)
                .call(10, 700);
        Asked first = asked("billed", "a1");
        Asked second = asked("interrupted", "a1");
        Asked third = asked("of another", "a1");
        replays().claim(holder, billed.call(), first, now);
        replays().claim(holder, call, second, now);
        replays().claim(Examples.name("gateway"), CallId.next(), third, now);
        stores().metering().sink().ship(holder, 0, 1, List.of(billed));

        replays().reclaim(holder);

        assertThat(claim(first)).isEqualTo(new Claim.MadeAndGone(billed.call()));
        assertThat(claim(second)).isEqualTo(new Claim.Granted());
        assertThat(claim(third)).isEqualTo(new Claim.InFlight());
    }

    @Test
    void afterADayTheSameKeyIsAnotherRequest() {
        replays().claim(holder, call, asked, now);
        replays().store(call, asked, new Answer(200, "", "0", new byte[0]));
        Asked other = new Asked(asked.apiKey(), asked.route(), asked.idempotencyKey(), "b2");
        Instant later = now.plus(ReplayStore.RETENTION).plusSeconds(1);

        assertThat(replays().claim(holder, CallId.next(), other, later)).isEqualTo(new Claim.Granted());
        assertThat(replays().purge(later.plus(ReplayStore.RETENTION).plusSeconds(1)))
                .isPositive();
        assertThat(claim(asked)).isEqualTo(new Claim.Granted());
    }
}
