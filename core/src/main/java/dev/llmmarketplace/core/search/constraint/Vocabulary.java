package dev.llmmarketplace.core.search.constraint;

import dev.llmmarketplace.core.search.Figure;
import dev.llmmarketplace.core.search.Range;
import dev.llmmarketplace.core.search.SearchQuery.Sort;
import dev.llmmarketplace.core.search.Trait;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Set phrases: what services can do, may be used for, are, and the orders. The longest phrase that fits is taken. */
final class Vocabulary implements Rule {
    private static final int LONGEST = 5;

    private final Map<String, Effect> phrases = new HashMap<>();

    Vocabulary() {
        orders(this::add);
        abilities(this::add);
        contents(this::add);
        trust(this::add);
        kinds(this::add);
    }

    @Override
    public Optional<Match> match(Words words, int index) {
        for (int count = LONGEST; count > 0; count--) {
            Effect effect = phrases.get(words.phrase(index, count));
            if (effect != null) {
                return Optional.of(new Match(index + count, effect));
            }
        }
        return Optional.empty();
    }

    private void add(Effect effect, String alternatives) {
        Arrays.stream(alternatives.split("\\|")).map(String::strip).forEach(phrase -> phrases.put(phrase, effect));
    }

    private static void orders(BiConsumer<Effect, String> add) {
        add.accept(
                new Effect.Sorted(Sort.PRICE_INPUT),
                "cheapest | cheapest first | lowest price | lowest cost"
                        + " | least expensive | most affordable | cheapest input | lowest input price");
        add.accept(
                new Effect.Sorted(Sort.PRICE_OUTPUT), "cheapest output | lowest output price | least expensive output");
        add.accept(
                new Effect.Sorted(Sort.NEWEST),
                "newest | newest first | most recent | latest | latest released" + " | most recently released");
        add.accept(
                new Effect.Sorted(Sort.CONTEXT),
                "largest context | longest context | biggest context"
                        + " | largest context window | longest context window | biggest context window | most context");
        add.accept(
                new Effect.Sorted(Sort.OUTPUT_TOKENS),
                "longest output | largest output | longest answers" + " | most output tokens");
        add.accept(new Effect.Sorted(Sort.AVAILABILITY), "most available | highest availability | most reliable");
        add.accept(new Effect.Sorted(Sort.LATENCY), "lowest latency");
    }

    private static void abilities(BiConsumer<Effect, String> add) {
        add.accept(
                Effect.chosen(Trait.FEATURE, "tools"),
                "tools | tool calling | tool use | tool calls | calls tools"
                        + " | can call tools | function calling | function calls | calls functions | tool support");
        add.accept(
                Effect.chosen(Trait.FEATURE, "structured-output"),
                "structured output | structured outputs" + " | json schema | json schemas | schema constrained output");
        add.accept(
                Effect.chosen(Trait.FEATURE, "json"),
                "json | json mode | json output | json answers | answers in json" + " | outputs json | returns json");
        add.accept(
                Effect.chosen(Trait.FEATURE, "reasoning"),
                "reasoning | reasons | thinking | reasoning model" + " | reasoning models | can reason | that reason");
        add.accept(
                Effect.chosen(Trait.FEATURE, "web-search"),
                "web search | searches the web | can search the web" + " | internet search");
        add.accept(
                Effect.chosen(Trait.FEATURE, "open-weights"),
                "open weights | open weight | open source" + " | open weights model | open weights models");
    }

    private static void contents(BiConsumer<Effect, String> add) {
        add.accept(
                Effect.chosen(Trait.FEATURE, "vision"),
                "vision | vision model | vision models | image input"
                        + " | image inputs | images as input | reads images | read images | can read images | accepts images"
                        + " | takes images | sees images | can see images | understands images | can see");
        add.accept(
                Effect.chosen(Trait.FEATURE, "audio-input"),
                "audio input | accepts audio | takes audio | listens to audio"
                        + " | understands audio | hears audio | can listen");
        add.accept(
                Effect.chosen(Trait.FEATURE, "video-input"),
                "video input | accepts video | takes video | watches video" + " | understands video | accepts videos");
        add.accept(
                Effect.chosen(Trait.FEATURE, "file-input"),
                "file input | accepts files | reads files | takes files | reads pdfs"
                        + " | accepts pdfs | pdf input | file uploads");
        add.accept(
                Effect.chosen(Trait.OUTPUT, "image"),
                "image output | outputs images | generates images" + " | makes images | creates images | draws images");
        add.accept(
                Effect.chosen(Trait.OUTPUT, "audio"), "audio output | outputs audio | generates audio | speech output");
        add.accept(
                Effect.chosen(Trait.OUTPUT, "video"),
                "video output | outputs video | generates video | generates videos");
    }

    private static void trust(BiConsumer<Effect, String> add) {
        add.accept(Effect.chosen(Trait.GDPR, "true"), "gdpr | gdpr compliant | gdpr compliance");
        add.accept(Effect.chosen(Trait.HIPAA, "true"), "hipaa | hipaa compliant | hipaa compliance");
        add.accept(
                Effect.chosen(Trait.CERTIFICATION, "SOC2"),
                "soc2 | soc 2 | soc2 certified | soc 2 certified" + " | soc2 compliant | soc 2 compliant");
        add.accept(
                Effect.chosen(Trait.CERTIFICATION, "ISO27001"),
                "iso27001 | iso 27001 | iso27001 certified" + " | iso 27001 certified");
        add.accept(
                new Effect.Bounded(Figure.RETENTION_DAYS, Range.atMost(0)),
                "zero retention | no retention"
                        + " | zero data retention | no data retention | without retention | without data retention"
                        + " | keeps no data | stores no prompts | keeps no prompts");
        add.accept(
                Effect.chosen(Trait.LICENCE, "Apache-2.0"),
                "apache license | apache 2.0 | apache 2.0 license" + " | apache licensed | apache 2.0 licensed");
        add.accept(Effect.chosen(Trait.LICENCE, "MIT"), "mit license | mit licensed");
        add.accept(
                Effect.chosen(Trait.COMPLIANCE_LEVEL, "confidential", "restricted"),
                "for confidential data" + " | confidential data");
        add.accept(Effect.chosen(Trait.COMPLIANCE_LEVEL, "restricted"), "for restricted data | restricted data");
    }

    private static void kinds(BiConsumer<Effect, String> add) {
        add.accept(
                Effect.chosen(Trait.FREE, "true"),
                "free | for free | free of charge | no cost | at no cost"
                        + " | costs nothing | zero cost | free model | free models");
        add.accept(Effect.chosen(Trait.CALLABLE, "true"), "callable | callable here");
        add.accept(Effect.chosen(Trait.DIALECT, "openai"), "openai compatible | openai api");
        add.accept(Effect.chosen(Trait.DIALECT, "anthropic"), "anthropic compatible | anthropic api");
        add.accept(Effect.chosen(Trait.PROTOCOL, "grpc"), "grpc | over grpc");
        add.accept(Effect.chosen(Trait.PROTOCOL, "websocket"), "websocket | websockets | over websocket");
        for (String noun : List.of("model", "models", "service", "services", "api", "apis")) {
            add.accept(
                    Effect.chosen(Trait.CATEGORY, "embeddings"),
                    "embedding " + noun + " | embeddings " + noun + " | text embedding " + noun);
            add.accept(Effect.chosen(Trait.CATEGORY, "text-to-speech"), "text to speech " + noun + " | tts " + noun);
            add.accept(
                    Effect.chosen(Trait.CATEGORY, "speech-to-text"),
                    "speech to text " + noun + " | stt " + noun + " | asr " + noun + " | transcription " + noun);
            add.accept(
                    Effect.chosen(Trait.CATEGORY, "image-generation"),
                    "image generation " + noun + " | text to image " + noun);
            add.accept(Effect.chosen(Trait.CATEGORY, "translation"), "translation " + noun);
            add.accept(Effect.chosen(Trait.CATEGORY, "classification"), "classification " + noun);
            add.accept(Effect.chosen(Trait.CATEGORY, "code-generation"), "code generation " + noun);
        }
    }
}
