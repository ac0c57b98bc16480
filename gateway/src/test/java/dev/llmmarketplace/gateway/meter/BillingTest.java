package dev.llmmarketplace.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.metering.Cost;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.core.metering.UsageRecord.Flag;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.PromptSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BillingTest {
    private static final PromptSize PROMPT = new PromptSize(400, 0, 500, 0, 0, false);
    /** In nano-dollars for a million tokens: uncached 2 $, cached 0.5 $, answer 8 $, reasoning 10 $. */
    private static final PriceBook PRICES = new PriceBook(
            PricingModel.PER_TOKEN,
            "USD",
            new Rates(
                    2_000_000_000L,
                    500_000_000L,
                    2_500_000_000L,
                    4_000_000_000L,
                    8_000_000_000L,
                    10_000_000_000L,
                    40_000_000_000L,
                    80_000_000_000L,
                    0,
                    0),
            List.of(),
            null);

    private static Counted counted(String usage) {
        return counted(usage, 4000);
    }

    private static Counted counted(String usage, long mostOutput) {
        AnswerScanner scanner = new AnswerScanner();
        byte[] answer = ("{\"usage\":" + usage + "}").getBytes(StandardCharsets.UTF_8);
        scanner.scan(answer, 0, answer.length);
        return new Counted(PROMPT, scanner.usage(), 200, 1000, 1, mostOutput);
    }

    @Test
    void cachedAndReasoningTokensHaveTheirPrices() {
        Bill bill = Billing.of(counted("""
                        {"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,
                        "prompt_tokens_details":{"cached_tokens":40},
                        "completion_tokens_details":{"reasoning_tokens":30}}
                        """), PRICES);

        assertThat(bill.billed()).isEqualTo(new Usage(60, 40, 0, 0, 20, 30, 0, 0, 0));
        assertThat(bill.nanos()).isEqualTo(60 * 2_000 + 40 * 500 + 20 * 8_000 + 30 * 10_000);
        assertThat(bill.flags()).isEmpty();
    }

    @Test
    void reasoningThatIsCountedApartIsAdded() {
        Bill bill = Billing.of(counted("""
                        {"prompt_tokens":100,"completion_tokens":5,"total_tokens":405,
                        "completion_tokens_details":{"reasoning_tokens":300}}
                        """), PRICES);

        assertThat(bill.billed().output()).isEqualTo(5);
        assertThat(bill.billed().reasoning()).isEqualTo(300);
    }

    @Test
    void hiddenReasoningNeedsNoBytes() {
        Bill bill = Billing.of(counted("""
                        {"prompt_tokens":100,"completion_tokens":3010,"total_tokens":3110,
                        "completion_tokens_details":{"reasoning_tokens":3000}}
                        """), PRICES);

        assertThat(bill.flags()).isEmpty();
    }

    @Test
    void eachSideIsJudgedByItself() {
        Bill absurdPrompt = Billing.of(counted("{\"prompt_tokens\":99999,\"completion_tokens\":50}"), PRICES);
        assertThat(absurdPrompt.billed()).isEqualTo(Usage.of(100, 50));
        assertThat(absurdPrompt.flags()).containsExactly(Flag.ABSURD_USAGE);

        Bill absurdAnswer = Billing.of(counted("{\"prompt_tokens\":90,\"completion_tokens\":3000}"), PRICES);
        assertThat(absurdAnswer.billed()).isEqualTo(Usage.of(90, 50));
    }

    @Test
    void beyondTheBoundIsTheProvidersLoss() {
        Bill bill = Billing.of(counted("{\"prompt_tokens\":90,\"completion_tokens\":500}", 100), PRICES);

        assertThat(bill.billed()).isEqualTo(Usage.of(90, 100));
        assertThat(bill.reported()).isEqualTo(Usage.of(90, 500));
        assertThat(bill.flags()).containsExactly(Flag.BOUND_EXCEEDED);
    }

    @Provide
    static Arbitrary<String> usages() {
        Arbitrary<Long> figures = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(0, 600)), Tuple.of(1, Arbitraries.longs()));
        return Combinators.combine(figures, figures, figures, figures, figures, figures)
                .as((prompt, completion, total, cached, reasoning, audio) ->
                        """
                        {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,
                        "prompt_tokens_details":{"cached_tokens":%d,"audio_tokens":%d},
                        "completion_tokens_details":{"reasoning_tokens":%d,"audio_tokens":%d}}
                        """.formatted(prompt, completion, total, cached, audio, reasoning, audio));
    }

    @Property(tries = 3000)
    void whateverAProviderSaysNoMoreIsBilledThanWasReserved(
            @ForAll("usages") String usage,
            @ForAll @LongRange(min = 0, max = 2000) long mostTokens,
            @ForAll @LongRange(min = 0, max = 20_000_000) long mostNanos) {
        Bill bill = Billing.within(Billing.of(counted(usage), PRICES), PRICES, mostTokens, mostNanos);

        assertThat(bill.billed().totalTokens()).isLessThanOrEqualTo(mostTokens);
        assertThat(bill.nanos()).isLessThanOrEqualTo(mostNanos);
        assertThat(bill.nanos()).isEqualTo(Cost.of(bill.billed(), PRICES).nanos());
        assertThat(bill.billed().answerTokens()).isLessThanOrEqualTo(4000);
    }
}
