package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import org.jspecify.annotations.Nullable;

/** OpenAI's completions. They know no tools: a call of one is answered with its arguments. */
final class CompletionWire implements AnswerWire {
    private final String head;
    private final @Nullable String usage;
    private final boolean usageAsked;

    CompletionWire(@Nullable StatedUsage usage, boolean usageAsked) {
        this.usage = usage == null ? null : usage.promptAndCompletion();
        this.usageAsked = usageAsked;
        this.head = "{\"id\":\"cmpl-" + AnswerIds.next() + "\",\"object\":\"text_completion\",\"created\":"
                + Time.currentMillis() / 1000 + ",\"model\":\"" + EchoChat.MODEL + "\",\"choices\":[";
    }

    @Override
    public String whole(ChatAnswer answer) {
        String choice = choice(answer.text(), reason(answer));
        return head + choice + (usage == null ? "]}" : "],\"usage\":" + usage + "}");
    }

    private static String reason(ChatAnswer answer) {
        return answer.finishReason().equals("length") ? "length" : "stop";
    }

    private static String choice(CharSequence text, @Nullable String reason) {
        StringBuilder json = new StringBuilder(text.length() + 80).append("{\"text\":");
        JsonText.quote(json, text);
        json.append(",\"index\":0,\"logprobs\":null,\"finish_reason\":");
        JsonText.quoteOrNull(json, reason);
        return json.append('}').toString();
    }

    @Override
    public String opening(ChatAnswer answer) {
        return "";
    }

    @Override
    public String piece(ChatAnswer answer, CharSequence text) {
        return chunk(text, null);
    }

    private String chunk(CharSequence text, @Nullable String reason) {
        return "data: " + head + choice(text, reason) + (usage != null && usageAsked ? "],\"usage\":null}" : "]}")
                + "\n\n";
    }

    @Override
    public String closing(ChatAnswer answer) {
        String last = chunk("", reason(answer));
        return usage == null || !usageAsked
                ? last + ChatWire.DONE
                : last + "data: " + head + "],\"usage\":" + usage + "}\n\n" + ChatWire.DONE;
    }
}
