package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes one answer in the shapes of OpenAI's chat completions, whole or in chunks. */
final class ChatWire {
    static final String MODEL = "echo-chat";
    static final String DONE = "data: [DONE]\n\n";
    /** Answers of several runs on one machine should not share identifiers; within a run they count up. */
    private static final AtomicLong NEXT = new AtomicLong(Time.currentMillis() << 20);

    private final String id = Long.toHexString(NEXT.incrementAndGet());
    private final String head;
    private final @Nullable String usage;
    private final boolean usageAsked;

    /**
     * @param usage the usage to state as JSON; null to say nothing of it
     * @param usageAsked true when a stream shall state it
     */
    ChatWire(String object, @Nullable String usage, boolean usageAsked) {
        this.usage = usage;
        this.usageAsked = usageAsked;
        this.head = "{\"id\":\"chatcmpl-" + id + "\",\"object\":\"" + object + "\",\"created\":"
                + Time.currentMillis() / 1000 + ",\"model\":\"" + MODEL + "\",";
    }

    String whole(ChatAnswer answer) {
        StringBuilder json = new StringBuilder(answer.text().length() + 320).append(head);
        json.append("\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
        if (answer.tool() == null) {
            JsonText.quote(json, answer.text());
        } else {
            json.append("null,\"tool_calls\":[{\"id\":\"call_").append(id).append("\",\"type\":\"function\",");
            function(json, answer.tool(), answer.text()).append("}]");
        }
        json.append(",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"").append(answer.finishReason());
        json.append("\"}]");
        if (usage != null) {
            json.append(",\"usage\":").append(usage);
        }
        return json.append('}').toString();
    }

    /** The chunk that names the role, and the tool when one is called. */
    String opening(ChatAnswer answer) {
        StringBuilder delta = new StringBuilder("{\"role\":\"assistant\",\"content\":");
        if (answer.tool() == null) {
            delta.append("\"\"");
        } else {
            delta.append("null,\"tool_calls\":[{\"index\":0,\"id\":\"call_")
                    .append(id)
                    .append("\",");
            function(delta.append("\"type\":\"function\","), answer.tool(), "").append("}]");
        }
        return chunk(delta.append('}'), null);
    }

    /** A chunk with the next token. */
    String piece(ChatAnswer answer, CharSequence text) {
        StringBuilder delta = new StringBuilder(64);
        if (answer.tool() == null) {
            JsonText.quote(delta.append("{\"content\":"), text);
            return chunk(delta.append('}'), null);
        }
        JsonText.quote(delta.append("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"), text);
        return chunk(delta.append("}}]}"), null);
    }

    /** The chunk that says why it ends, the one with the usage when it was asked for, and the end mark. */
    String closing(ChatAnswer answer) {
        String last = chunk(new StringBuilder("{}"), answer.finishReason());
        return usage == null || !usageAsked
                ? last + DONE
                : last + "data: " + head + "\"choices\":[],\"usage\":" + usage + "}\n\n" + DONE;
    }

    private String chunk(StringBuilder delta, @Nullable String finishReason) {
        StringBuilder json = new StringBuilder(head.length() + delta.length() + 96)
                .append("data: ")
                .append(head)
                .append("\"choices\":[{\"index\":0,\"delta\":")
                .append(delta)
                .append(",\"logprobs\":null,\"finish_reason\":");
        JsonText.quoteOrNull(json, finishReason);
        json.append("}]");
        return json.append(usage != null && usageAsked ? ",\"usage\":null}\n\n" : "}\n\n")
                .toString();
    }

    private static StringBuilder function(StringBuilder json, String name, String arguments) {
        JsonText.quote(json.append("\"function\":{\"name\":"), name);
        JsonText.quote(json.append(",\"arguments\":"), arguments);
        return json.append('}');
    }
}
