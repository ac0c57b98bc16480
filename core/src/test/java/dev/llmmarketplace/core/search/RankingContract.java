package dev.llmmarketplace.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmmarketplace.core.catalog.Category;
import dev.llmmarketplace.core.catalog.Viewer;
import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.core.search.SearchIndex.Depth;
import dev.llmmarketplace.core.search.SearchQuery.Filters;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, in which order, and why. */
public abstract class RankingContract extends IndexContract {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-4o",
                "GPT-4o",
                "gpt 4o",
                "GPT4o",
                " gpt-4o ",
                "acme/gpt-4o",
                "Acme: GPT-4 Omni",
                "acme gpt 4 omni",
                "omni-2024"
            })
    void putsTheServiceThatIsNamedFirst(String question) {
        put(
                Listing.of("acme/gpt-4o").title("Acme: GPT-4 Omni").model("omni-2024"),
                Listing.of("best/gpt-4o-mini").title("GPT-4o mini").description("gpt-4o gpt-4o acme omni-2024 omni"),
                Listing.of("gpt/chat").description("Better than GPT-4o, GPT 4o and acme's gpt-4o omni 2024"),
                Listing.of("gpt/gpt").title("gpt 4o 4o omni 2024").tags("gpt", "4o"));
        assertThat(found(question)).startsWith("acme/gpt-4o");
    }

    @Test
    void suggestsHowANameMayGoOn() {
        put(
                Listing.of("acme/llama-3.2-vision").title("Llama 3.2 Vision"),
                Listing.of("acme/llama-4").title("Llama 4"),
                Listing.of("best/code-llama").title("Code Llama"),
                Listing.of("best/qwen").title("Qwen"));
        assertThat(suggested("lla", 10))
                .containsExactlyInAnyOrder("acme/llama-3.2-vision", "acme/llama-4", "best/code-llama");
        assertThat(suggested("lla", 10).getLast()).isEqualTo("best/code-llama");
        assertThat(suggested("lla", 1)).hasSize(1);
        assertThat(suggested("Llama 4", 10)).containsExactly("acme/llama-4");
        assertThat(suggested("vision lla", 10)).containsExactly("acme/llama-3.2-vision");
        assertThat(suggested("qwne", 10)).as("a slip of the finger").containsExactly("best/qwen");
        assertThat(suggested("zz", 10)).isEmpty();
    }

    private List<String> suggested(String typed, int limit) {
        return index.suggest(typed, limit, Viewer.ANYBODY).stream()
                .map(this::name)
                .toList();
    }

    @Test
    void knowsWhatIsAName() {
        put(Listing.of("acme/llama-3.2-vision").title("Llama 3.2 Vision"));
        assertThat(index.isName("Llama 3.2 vision", Viewer.ANYBODY)).isTrue();
        assertThat(index.isName("acme/llama-3.2-vision", Viewer.ANYBODY)).isTrue();
        assertThat(index.isName("Lama 3.2 vision", Viewer.ANYBODY))
                .as("a slip of the finger")
                .isTrue();
        assertThat(index.isName("Llama 3.1 vision", Viewer.ANYBODY))
                .as("another version")
                .isFalse();
        assertThat(index.isName("vision", Viewer.ANYBODY)).isFalse();
        assertThat(index.isName("", Viewer.ANYBODY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mistrl Small 4", "Misrtal Small 4", "Mistral Smalll 4", "mistral-smoll-4", "acme/mistal-small-4"
            })
    void putsTheServiceFirstWhoseNameWasMistyped(String question) {
        put(
                Listing.of("acme/mistral-small-4").title("Mistral Small 4"),
                Listing.of("acme/mistral-small-5").title("Mistral Small 5"),
                Listing.of("best/small").title("Small 4").description("Small 4 small 4, like mistral-small-4"));
        assertThat(found(question)).startsWith("acme/mistral-small-4");
    }

    @Test
    void neverPutsANameThatIsNearBeforeTheWordThatWasTyped() {
        put(
                Listing.of("acme/codex").title("Codex"),
                Listing.of("best/coder-plus").title("Coder Plus"),
                Listing.of("best/other").description("Another coder"));
        assertThat(found("coder")).startsWith("best/coder-plus").doesNotContain("acme/codex");
    }

    @Test
    void putsANamedServiceFirstThoughItIsDeprecated() {
        put(
                Listing.of("acme/old-one").deprecated(),
                Listing.of("acme/new-one").description("Replaces old-one, the old one"));
        assertThat(found("old-one")).containsExactly("acme/old-one", "acme/new-one");
    }

    @Test
    void putsDeprecatedServicesAfterActiveOnes() {
        put(
                Listing.of("acme/b").title("Translator").tags("translation").deprecated(),
                Listing.of("acme/c").description("Also translates, among other things it does for texts"));
        assertThat(found("translator of texts")).containsExactly("acme/c", "acme/b");
        for (Sort sort : Sort.values()) {
            assertThat(names(index.search(
                            new SearchQuery("", Filters.NONE, sort, 10, null, new Workload(1000, 100, 500, 10_000)))))
                    .as(sort.wireName())
                    .containsExactly("acme/c", "acme/b");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zebra, name",
        "yak, title",
        "xenops, description",
        "wombat, tag",
        "vicuna, capability",
        "urial, capability",
        "toucan, model",
        "acme, provider",
        "translation, category"
    })
    void tellsInWhichPartAWordWasFound(String word, String part) {
        put(Listing.of("acme/zebra")
                .title("Yak")
                .description("Eats xenops for breakfast")
                .tags("wombat")
                .capability("vicuna", "Shears urials")
                .model("toucan-1")
                .category(Category.TRANSLATION));
        assertThat(reasons(word, "acme/zebra")).containsExactly(part);
    }

    @Test
    void weighsTheNameMoreThanTheDescription() {
        put(
                Listing.of("acme/a").description("Reads invoices and other papers of business"),
                Listing.of("acme/invoices").description("Reads papers of business and more of them"));
        assertThat(found("invoice reader")).startsWith("acme/invoices");
    }

    @Test
    void takesNoWordOfTheFieldForAMisspeltOne() {
        put(
                Listing.of("acme/glm-5").title("GLM 5").description("Its answers are short or long"),
                Listing.of("acme/rug").title("Rug"),
                Listing.of("acme/llama").description("A large language model for all"));
        assertThat(found("llm")).containsExactly("acme/llama");
        assertThat(found("rag")).isEmpty();
        assertThat(found("tts")).isEmpty();
        assertThat(found("itz")).as("a stop word is never what was meant").isEmpty();
    }

    @Test
    void neverPutsAGuessBeforeWhatWasTyped() {
        put(
                Listing.of("acme/codestral").title("Codestral").tags("codestral"),
                Listing.of("acme/node").title("Node").tags("node", "mode"),
                Listing.of("acme/long").description("word ".repeat(400) + "code"));
        assertThat(found("code")).containsExactly("acme/long", "acme/codestral");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mistrl", "mitsral", "mistrall", "mist", "Mistrel", "mistral large", "mistra lrge"})
    void forgivesTypingErrorsAndHalfTypedWords(String question) {
        put(
                Listing.of("acme/mistral-large"),
                Listing.of("acme/quite-another").description("Something else altogether"));
        assertThat(found(question)).containsExactly("acme/mistral-large");
    }

    @Test
    void doesNotTakeOneNumberForAnother() {
        put(Listing.of("acme/gemma-2024"), Listing.of("acme/qwen-2025"));
        assertThat(found("2026")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "LLM, large language model",
        "large language models, LLM",
        "NLP, natural language processing",
        "ML, machine learning",
        "artificial intelligence, AI",
        "speech to text, ASR",
        "tts, text to speech"
    })
    void knowsTheFieldsAbbreviations(String question, String description) {
        put(
                Listing.of("acme/one").title("One").description("Works on " + description + " for you"),
                Listing.of("acme/two").title("Two").description("Nothing to see here, really"));
        assertThat(found(question)).startsWith("acme/one");
    }

    @Test
    void findsByMeaningWhereNoWordIsShared() {
        put(
                Listing.of("acme/one").description("Tells the price of a used car"),
                Listing.of("acme/two").description("Knows a recipe for everything"));
        assertThat(found("automobile")).containsExactly("acme/one");
        assertThat(reasons("automobile", "acme/one")).containsExactly("meaning");
    }

    @Test
    void findsByMeaningWhatANameMisleadsAbout() {
        put(Listing.of("acme/one").title("Lawyer soup").description("Tells the price of a used car"));
        assertThat(found("automobile")).containsExactly("acme/one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"popular sites", "PopularSitesForQuery", "popularsitesforquery"})
    void findsTheWordsOfANameInCamelCase(String question) {
        put(Depth.WORDS, Listing.of("acme/one").title("PopularSitesForQuery"));
        put(Depth.WORDS, Listing.of("acme/two").title("Something else"));
        assertThat(found(question)).containsExactly("acme/one");
    }

    @Test
    void findsWordsAndMeaningTogether() {
        put(
                Listing.of("acme/word").description("Checks a contract for holes"),
                Listing.of("acme/meaning").description("Your lawyer at home"),
                Listing.of("acme/neither").description("Cooking made easy"));
        assertThat(found("contract")).containsExactly("acme/word", "acme/meaning");
        assertThat(reasons("contract", "acme/word")).containsExactly("description", "meaning");
        assertThat(ask("contract").total()).isEqualTo(2);
    }

    @Test
    void answersByWordsWhileTheModelCannotBeHad() {
        put(Listing.of("acme/one").description("Tells the price of a used car"));
        embedder.breakDown(true);
        assertThat(found("used")).containsExactly("acme/one");
        assertThat(found("automobile")).isEmpty();
        embedder.breakDown(false);
        assertThat(found("automobile")).containsExactly("acme/one");
    }

    @Test
    void findsByWordsWhatHasNoVectorYet() {
        put(Depth.WORDS, Listing.of("acme/one").description("Tells the price of a used car"));
        assertThat(found("price")).containsExactly("acme/one");
        assertThat(found("automobile")).isEmpty();
    }

    @Test
    void leavesOutWhatOnlySharesWordsThatAllShare() {
        Listing[] common = IntStream.range(0, 40)
                .mapToObj(number -> Listing.of("acme/model-" + number).description("A common model"))
                .toArray(Listing[]::new);
        put(Depth.WORDS, common);
        put(Listing.of("acme/rare").description("A model of zeppelins"));
        assertThat(found("common model")).hasSize(41);
        assertThat(found("model of zeppelins and airships")).containsExactly("acme/rare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"???", "-", "/", "\"", "\u0000", "*", "qqqqqqqqqqqq", "the of and"})
    void findsNothingForWhatMeansNothing(String question) {
        put(Listing.of("acme/one").description("Plain words only"));
        assertThat(ask(question).hits()).isEmpty();
        assertThat(ask(question).total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void listsEverythingByNameForAnEmptyQuestion(String question) {
        put(Listing.of("b/one"), Listing.of("a/two"), Listing.of("a/one"));
        assertThat(found(question)).containsExactly("a/one", "a/two", "b/one");
    }

    @Test
    void survivesAQuestionOfTheGreatestLength() {
        put(Listing.of("acme/one").description("plain words"));
        assertThat(found("plain words ".repeat(166))).containsExactly("acme/one");
    }

    @Test
    void refusesAQuestionThatIsTooLong() {
        assertThatThrownBy(() -> ask("x".repeat(SearchQuery.MAX_TEXT + 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem().code()).isEqualTo(ErrorCode.VALIDATION_FAILED));
    }

    @Test
    void scoresFallAlongThePage() {
        put(
                Listing.of("acme/a").description("vision model for invoices"),
                Listing.of("acme/b").description("vision model"),
                Listing.of("acme/c").description("a model of anything else"));
        assertThat(ask("vision model for invoices").hits())
                .extracting(SearchAnswer.Hit::score)
                .isSortedAccordingTo((first, second) -> Double.compare(second, first))
                .allMatch(score -> score > 0 && score <= 1);
    }
}
