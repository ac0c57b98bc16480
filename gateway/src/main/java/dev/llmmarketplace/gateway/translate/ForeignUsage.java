package dev.llmmarketplace.gateway.translate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The figures of a usage while they change dialects. What a stream says again replaces what it said before. */
final class ForeignUsage {
    private long input;
    private long cached;
    private long written;
    private long output;
    private long reasoning;
    private boolean present;

    /** Reads OpenAI's, whose prompt includes what was cached. */
    void readOpenAi(@Nullable Node usage) {
        if (usage == null) {
            return;
        }
        present = true;
        Node prompt = usage.take("prompt_tokens_details");
        Node completion = usage.take("completion_tokens_details");
        cached = prompt == null ? 0 : prompt.takeLong("cached_tokens", 0);
        input = Math.max(0, usage.takeLong("prompt_tokens", 0) - cached);
        output = usage.takeLong("completion_tokens", 0);
        reasoning = completion == null ? 0 : completion.takeLong("reasoning_tokens", 0);
    }

    /** Reads Anthropic's, whose input does not include what was cached. */
    void readAnthropic(@Nullable Node usage) {
        if (usage == null) {
            return;
        }
        present = true;
        input = usage.takeLong("input_tokens", input);
        cached = usage.takeLong("cache_read_input_tokens", cached);
        written = usage.takeLong("cache_creation_input_tokens", written);
        output = usage.takeLong("output_tokens", output);
        Node details = usage.take("output_tokens_details");
        reasoning = details == null ? reasoning : details.takeLong("thinking_tokens", reasoning);
    }

    boolean present() {
        return present;
    }

    /** Writes member {@code usage} as OpenAI has it. */
    void writeOpenAi(JsonGenerator json) throws IOException {
        long prompt = input + cached + written;
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", prompt);
        json.writeNumberField("completion_tokens", output);
        json.writeNumberField("total_tokens", prompt + output);
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", cached);
        json.writeEndObject();
        json.writeObjectFieldStart("completion_tokens_details");
        json.writeNumberField("reasoning_tokens", reasoning);
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Writes member {@code usage} as Anthropic has it. */
    void writeAnthropic(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("input_tokens", input);
        json.writeNumberField("cache_creation_input_tokens", written);
        json.writeNumberField("cache_read_input_tokens", cached);
        json.writeNumberField("output_tokens", output);
        json.writeEndObject();
    }
}
