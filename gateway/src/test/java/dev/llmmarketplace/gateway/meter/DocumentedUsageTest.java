package dev.llmmarketplace.gateway.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.core.catalog.PriceBook;
import dev.llmmarketplace.core.catalog.PricingModel;
import dev.llmmarketplace.core.catalog.Rates;
import dev.llmmarketplace.core.metering.Usage;
import dev.llmmarketplace.gateway.wire.AnswerScanner;
import dev.llmmarketplace.gateway.wire.PromptSize;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers as providers document them: what they used, and what that costs. */
final class DocumentedUsageTest {
    private static final PromptSize PROMPT = new PromptSize(400_000, 0, 800_000, 0, 0, false);
    /** In nano-dollars for a million tokens, each price different, so that none can stand in for another. */
    private static final PriceBook PRICES = new PriceBook(
            PricingModel.PER_TOKEN,
            "USD",
            new Rates(
                    3_000_000_000L,
                    300_000_000L,
                    3_750_000_000L,
                    6_000_000_000L,
                    15_000_000_000L,
                    16_000_000_000L,
                    40_000_000_000L,
                    80_000_000_000L,
                    0,
                    0),
            List.of(),
            null);

    private static Bill bill(String... documents) {
        AnswerScanner scanner = new AnswerScanner();
        for (String document : documents) {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            scanner.restart();
            scanner.scan(bytes, 0, bytes.length);
        }
        return Billing.of(new Counted(PROMPT, scanner.usage(), 8000, 100_000, 1, 100_000), PRICES);
    }

    private static void costs(Bill bill, Usage usage, long nanos) {
        assertThat(bill.flags()).isEmpty();
        assertThat(bill.billed()).isEqualTo(usage);
        assertThat(bill.nanos()).isEqualTo(nanos);
    }

    /** OpenAI, API reference, Create chat completion, default. */
    @Test
    void openAiChat() {
        costs(bill("""
                {"id":"chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT","object":"chat.completion","created":1741569952,
                "model":"gpt-4.1-2025-04-14","choices":[{"index":0,"message":{"role":"assistant",
                "content":"Hello! How can I assist you today?","refusal":null,"annotations":[]},
                "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,
                "total_tokens":29,"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},
                "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,
                "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default"}
                """), Usage.of(19, 10), 19 * 3000 + 10 * 15_000);
    }

    /** OpenAI, guide to prompt caching, requirements: cached tokens are part of the prompt's. */
    @Test
    void openAiChatCached() {
        costs(bill("""
                {"usage":{"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,
                "prompt_tokens_details":{"cached_tokens":1920},
                "completion_tokens_details":{"reasoning_tokens":0,"accepted_prediction_tokens":0,
                "rejected_prediction_tokens":0}}}
                """), new Usage(86, 1920, 0, 0, 300, 0, 0, 0, 0), 86 * 3000 + 1920 * 300 + 300 * 15_000);
    }

    /** OpenAI, guide to reasoning: reasoning tokens are part of the completion's. */
    @Test
    void openAiResponseReasoning() {
        costs(bill("""
                {"object":"response","status":"completed","usage":{"input_tokens":75,
                "input_tokens_details":{"cached_tokens":0},"output_tokens":1186,
                "output_tokens_details":{"reasoning_tokens":1024},"total_tokens":1261}}
                """), new Usage(75, 0, 0, 0, 162, 1024, 0, 0, 0), 75 * 3000 + 162 * 15_000 + 1024 * 16_000);
    }

    /** OpenAI, API reference, Create a model response, text input. */
    @Test
    void openAiResponse() {
        costs(bill("""
                {"id":"resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b","object":"response","created_at":1741476542,
                "status":"completed","error":null,"incomplete_details":null,"instructions":null,
                "max_output_tokens":null,"model":"gpt-4.1-2025-04-14","output":[{"type":"message",
                "id":"msg_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b452d3795b","status":"completed","role":"assistant",
                "content":[{"type":"output_text","text":"In a peaceful grove","annotations":[]}]}],
                "parallel_tool_calls":true,"previous_response_id":null,"reasoning":{"effort":null,"summary":null},
                "store":true,"temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],
                "top_p":1.0,"truncation":"disabled","usage":{"input_tokens":36,"input_tokens_details":
                {"cached_tokens":0},"output_tokens":87,"output_tokens_details":{"reasoning_tokens":0},
                "total_tokens":123},"user":null,"metadata":{}}
                """), Usage.of(36, 87), 36 * 3000 + 87 * 15_000);
    }

    /** OpenAI, guide to audio: audio tokens are part of both sides. */
    @Test
    void openAiChatAudio() {
        costs(
                bill("""
                {"usage":{"prompt_tokens":150,"completion_tokens":280,"total_tokens":430,
                "prompt_tokens_details":{"text_tokens":20,"audio_tokens":130,"cached_tokens":0},
                "completion_tokens_details":{"text_tokens":60,"audio_tokens":220,"reasoning_tokens":0}}}
                """),
                new Usage(20, 0, 0, 0, 60, 0, 130, 220, 0),
                20 * 3000 + 60 * 15_000 + 130 * 40_000 + 220 * 80_000);
    }

    /** OpenAI, API reference, chat completions with {@code include_usage}: the last chunk has no choices. */
    @Test
    void openAiChatStreamed() {
        costs(
                bill(
                        "{\"object\":\"chat.completion.chunk\",\"choices\":[{\"delta\":{\"content\":\"Hello\"}}],\"usage\":null}",
                        "{\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,"
                                + "\"completion_tokens\":12,\"total_tokens\":21}}"),
                Usage.of(9, 12),
                9 * 3000 + 12 * 15_000);
    }

    /** Anthropic, API reference, Messages: the input does not include what was cached. */
    @Test
    void anthropicMessage() {
        costs(
                bill("""
                {"id":"msg_013Zva2CMHLNnjNjJJKqJ2EF","type":"message","role":"assistant","model":"claude-sonnet-4-5",
                "content":[{"type":"text","text":"Hi! My name is Claude."}],"stop_reason":"end_turn",
                "stop_sequence":null,"usage":{"input_tokens":2095,"cache_creation_input_tokens":2051,
                "cache_read_input_tokens":2051,"cache_creation":{"ephemeral_5m_input_tokens":2051,
                "ephemeral_1h_input_tokens":0},"output_tokens":503,"server_tool_use":{"web_search_requests":0},
                "service_tier":"standard"}}
                """),
                new Usage(2095, 2051, 2051, 0, 503, 0, 0, 0, 0),
                2095 * 3000 + 2051 * 300 + 2051 * 3750 + 503 * 15_000);
    }

    /** Anthropic, guide to prompt caching, 1-hour cache duration: both durations in one message. */
    @Test
    void anthropicCacheOfFiveMinutesAndOfAnHour() {
        costs(
                bill("""
                {"usage":{"input_tokens":2048,"cache_read_input_tokens":1800,"cache_creation_input_tokens":248,
                "output_tokens":503,"cache_creation":{"ephemeral_5m_input_tokens":148,"ephemeral_1h_input_tokens":100}}}
                """),
                new Usage(2048, 1800, 148, 100, 503, 0, 0, 0, 0),
                2048 * 3000 + 1800 * 300 + 148 * 3750 + 100 * 6000 + 503 * 15_000);
    }

    /** Anthropic, guide to streaming: the figures of message_delta are cumulative. */
    @Test
    void anthropicMessageStreamed() {
        costs(
                bill(
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1nZdL29xx5MUA1yADyHTEsnR8uuvGzszyY\","
                                + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"claude-opus-4-1\","
                                + "\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}",
                        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hello\"}}",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                                + "\"usage\":{\"output_tokens\":15}}",
                        "{\"type\":\"message_stop\"}"),
                Usage.of(25, 15),
                25 * 3000 + 15 * 15_000);
    }

    /** Anthropic, API reference, Usage: thinking is part of the output. */
    @Test
    void anthropicThinking() {
        costs(bill("""
                {"usage":{"input_tokens":50,"output_tokens":900,"output_tokens_details":{"thinking_tokens":700}}}
                """), new Usage(50, 0, 0, 0, 200, 700, 0, 0, 0), 50 * 3000 + 200 * 15_000 + 700 * 16_000);
    }

    /** DeepSeek, API reference: hits and misses of its cache stand beside the prompt's total. */
    @Test
    void deepSeekCached() {
        costs(bill("""
                {"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120,
                "prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}}
                """), new Usage(36, 64, 0, 0, 20, 0, 0, 0, 0), 36 * 3000 + 64 * 300 + 20 * 15_000);
    }

    /** xAI, guide to reasoning: reasoning is counted beside the completion, which shows in the total. */
    @Test
    void xAiReasoning() {
        costs(bill("""
                {"usage":{"prompt_tokens":32,"completion_tokens":9,"total_tokens":316,
                "prompt_tokens_details":{"text_tokens":32,"audio_tokens":0,"image_tokens":0,"cached_tokens":6},
                "completion_tokens_details":{"reasoning_tokens":275,"audio_tokens":0}}}
                """), new Usage(26, 6, 0, 0, 9, 275, 0, 0, 0), 26 * 3000 + 6 * 300 + 9 * 15_000 + 275 * 16_000);
    }

    /** OpenAI, API reference, Create embeddings. */
    @Test
    void openAiEmbeddings() {
        costs(
                bill(
                        "{\"object\":\"list\",\"data\":[{\"embedding\":[0.002]}],\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}"),
                Usage.of(8, 0),
                8 * 3000);
    }
}
