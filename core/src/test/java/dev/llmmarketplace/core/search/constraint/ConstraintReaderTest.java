package dev.llmmarketplace.core.search.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchQuery;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import dev.llmmarketplace.core.search.constraint.Understanding.Understood;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read out of plain language, and what is left as it is. */
final class ConstraintReaderTest {
    private final ConstraintReader reader = new ConstraintReader();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            at least 200k context                       | minContext=200000
            200k context or more                        | minContext=200000
            context window of 1M                        | minContext=1000000
            128,000 token context                       | minContext=128000
            >= 128k tokens                              | minContext=128000
            1 million tokens of context                 | minContext=1000000
            more than 32k context                       | minContext=32001
            context under 8k                            | maxContext=7999
            between 32 and 128k context                 | minContext=32000 maxContext=128000
            max output of at least 16k                  | minOutputTokens=16000
            64k output tokens                           | minOutputTokens=64000
            under $1 per million                        | maxInputPrice=0.999999999
            at most $1/M                                | maxInputPrice=1
            up to 0.5 USD per 1M tokens                 | maxInputPrice=0.5
            at most $0.002 per 1k tokens                | maxInputPrice=2
            output at most 5 dollars per million        | maxOutputPrice=5
            at most $10 per million output tokens       | maxOutputPrice=10
            input price below $3                        | maxInputPrice=2.999999999
            blended price of at most $2                 | maxBlendedPrice=2
            at most 50 cents per million                | maxInputPrice=0.5
            at most €2 per million                      | maxInputPrice=2.2
            between $1 and $5 per million               | minInputPrice=1 maxInputPrice=5
            over $10 per million                        | minInputPrice=10.000000001
            at most 1 USD/million                       | maxInputPrice=1
            in the EU                                   | residency=EU
            EU hosted                                   | residency=EU
            hosted in Germany                           | residency=DE
            in Germany or in France                     | residency=DE residency=FR
            US only                                     | residency=US
            data stays in the UK                        | residency=GB
            in the united states                        | residency=US
            with tools and reasoning                    | feature=tools feature=reasoning
            function calling                            | feature=tools
            open weights                                | feature=open-weights
            open-source                                 | feature=open-weights
            vision                                      | feature=vision
            json mode                                   | feature=json
            structured outputs                          | feature=structured-output
            accepts audio                               | feature=audio-input
            generates images                            | output=image
            free                                        | free=true
            embedding models                            | category=embeddings
            SOC 2 and ISO 27001                         | certification=SOC2 certification=ISO27001
            HIPAA compliant                             | hipaa=true
            no data retention                           | maxRetentionDays=0
            retention of at most 30 days                | maxRetentionDays=30
            99.9% uptime                                | minAvailability=99.9
            latency under 500ms                         | maxLatency=499
            released after 2025                         | releasedAfter=2026-01-01
            since March 2026                            | releasedAfter=2026-03-01
            released in 2025                            | releasedAfter=2025-01-01 releasedBefore=2025-12-31
            newer than 2026-01-31                       | releasedAfter=2026-02-01
            cheapest                                    | sort=price-input
            newest                                      | sort=newest
            largest context window                      | sort=context
            OpenAI-compatible                           | dialect=openai
            models that are free, with vision please    | free=true feature=vision
            """)
    void readsWhatIsAsked(String text, String expected) {
        Understanding understanding = read(text);
        assertThat(understanding.understood().stream()
                        .map(one -> one.filter() + '=' + one.value())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(understanding.query().text()).isEmpty();
        understanding
                .understood()
                .forEach(one -> assertThat(text.substring(one.from(), one.to())).isEqualTo(one.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "summarise legal contracts",
                "tell us about the weather",
                "gpt-4o-mini",
                "phi 3 mini 128k instruct",
                "claude 3.5 sonnet",
                "translate german letters",
                "free-form answers",
                "models without tools",
                "not free",
                "not in the EU",
                "a story about 3 little pigs",
                "version 1.2.3",
                "",
                "   ",
                "\u0000",
                "%%% $$$ >>> 1,,2",
                "\ud83d\ude00 \ud83d\ude00",
                "\u0646\u0645\u0648\u0630\u062c \u0645\u062c\u0627\u0646\u064a"
            })
    void leavesTextAsItIs(String text) {
        Understanding understanding = read(text);
        assertThat(understanding.understood()).isEmpty();
        assertThat(understanding.query()).isEqualTo(query(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            llama with tools under $1 per million                    | llama
            a model that writes poems, at least 200k context         | a model that writes poems
            cheapest model for legal summaries in the EU             | model for legal summaries
            summarise contracts, hosted in Germany, and explain them | summarise contracts explain them
            """)
    void whatIsNotUnderstoodStaysText(String text, String left) {
        assertThat(read(text).query().text()).isEqualTo(left);
    }

    @Test
    void theWholeSentenceOfTheBriefestCustomer() {
        Understanding understanding =
                read("cheapest with tools, at least 200k context, in the EU, under $1 per million");
        assertThat(understanding.query().sort()).isEqualTo(Sort.PRICE_INPUT);
        assertThat(understanding.query().filters())
                .isEqualTo(Filters.NONE
                        .with(Trait.FEATURE, Set.of("tools"))
                        .with(Figure.CONTEXT, Range.atLeast(200_000))
                        .with(Trait.RESIDENCY, Set.of("EU"))
                        .with(Figure.INPUT_PRICE, Range.atMost(999_999_999)));
        assertThat(understanding.query().text()).isEmpty();
    }

    @Test
    void addsToWhatTheAskerHasChosen() {
        Filters chosen =
                Filters.NONE.with(Figure.CONTEXT, Range.atMost(100_000)).with(Trait.FEATURE, Set.of("json"));
        Understanding understanding = reader.read(
                new SearchQuery("at least 32k context with tools, at least 1M context", chosen, Sort.NAME, 20, null));
        assertThat(understanding.query().filters().of(Figure.CONTEXT)).isEqualTo(new Range(32_000L, 100_000L));
        assertThat(understanding.query().filters().of(Trait.FEATURE)).containsExactly("json", "tools");
        assertThat(understanding.understood()).extracting(Understood::filter).containsExactly("minContext", "feature");
        assertThat(understanding.query().text()).as("the contradiction stays").contains("1M");
        assertThat(reader.read(new SearchQuery("cheapest", chosen, Sort.NAME, 20, null))
                        .query()
                        .sort())
                .isEqualTo(Sort.NAME);
    }

    @Test
    void anyTextIsReadWithoutFailure() {
        String[] pieces = {
            "at least",
            "under",
            "$",
            "1",
            "200k",
            "per",
            "million",
            "/",
            "between",
            "and",
            "in",
            "the",
            "EU",
            "%",
            "ms",
            "1,000,000,000,000,000,000",
            "99999999999999999m",
            "context",
            "released",
            "after",
            "2025",
            "2025-13-45",
            "free",
            "\ud83d",
            "\u0000",
            ",",
            "1.2.3",
            "0",
            "days",
            "retention",
            "+",
            "\u20ac"
        };
        Random random = new Random(17);
        for (int round = 0; round < 5_000; round++) {
            String text = random.ints(1 + random.nextInt(12), 0, pieces.length)
                    .mapToObj(piece -> pieces[piece])
                    .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
            assertThatCode(() -> read(text)).as(text).doesNotThrowAnyException();
        }
    }

    private Understanding read(String text) {
        return reader.read(query(text));
    }

    private static SearchQuery query(String text) {
        return new SearchQuery(text, Filters.NONE, Sort.RELEVANCE, 20, null);
    }
}
