package dev.llmmarketplace.server.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PricesTest {
    /** From a billionth of a dollar per million tokens, the least that a price book holds, to a dollar per token. */
    @Property
    void whatAProviderAsksPerTokenIsKeptToTheLastDigitInEveryFormat(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000L) long nanosPerMillion) {
        BigDecimal perToken = BigDecimal.valueOf(nanosPerMillion, 15);
        BigDecimal perMillion = BigDecimal.valueOf(nanosPerMillion, 9);

        ObjectNode openRouter = JsonNodeFactory.instance.objectNode();
        openRouter.put("prompt", perToken.toPlainString()).put("completion", perToken.toString());
        ObjectNode liteLlm = JsonNodeFactory.instance.objectNode();
        liteLlm.put("input_cost_per_token", perToken).put("output_cost_per_token", perToken.stripTrailingZeros());
        ObjectNode modelsDev = JsonNodeFactory.instance.objectNode();
        modelsDev.put("input", perMillion).put("output", perMillion.stripTrailingZeros());

        for (PriceFinding finding : List.of(
                OpenRouterPrices.of(openRouter),
                LiteLlmPrices.of(liteLlm, dev.llmmarketplace.core.catalog.Category.TEXT_GENERATION),
                ModelsDevPrices.of(modelsDev))) {
            assertThat(finding)
                    .isInstanceOfSatisfying(
                            PriceFinding.Found.class,
                            found -> assertThat(found.prices().rates())
                                    .allSatisfy(
                                            (rate, price) -> assertThat(price).isEqualByComparingTo(perMillion)));
        }
    }

    @Test
    void aPriceIsWrittenWithoutExponentAndWithNineDecimalsAtMost() {
        ObjectNode modelsDev = JsonNodeFactory.instance.objectNode();
        modelsDev.put("input", new BigDecimal("1E+2")).put("output", new BigDecimal("0.0833333333333333"));
        Prices prices = ((PriceFinding.Found) ModelsDevPrices.of(modelsDev)).prices();
        assertThat(prices.rates().values().stream().map(BigDecimal::toPlainString))
                .containsExactly("100", "0.083333333");
    }

    @Test
    void aPriceThatWouldBeRoundedToNothingIsRefusedRatherThanFree() {
        Map<Rate, BigDecimal> tiny = Map.of(Rate.INPUT, new BigDecimal("0.0000000001"));
        assertThatThrownBy(() -> new Prices(tiny, new TreeMap<>()))
                .isInstanceOf(MalformedEntry.class)
                .hasMessageContaining("too small");
    }

    @Test
    void aNumberThatWouldFillTheMemoryIsRefused() {
        JsonNode cost = JsonNodeFactory.instance.objectNode().put("input", new BigDecimal("1e999999"));
        assertThatThrownBy(() -> Fields.decimal(cost, "input"))
                .isInstanceOf(MalformedEntry.class)
                .hasMessageContaining("out of range");
    }
}
