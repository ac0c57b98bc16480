package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import org.jspecify.annotations.Nullable;

/** OpenAI's chat completions. */
final class ChatWire implements AnswerWire {
    static final String DONE = "data: [DONE]\n\n";

    private final String id = AnswerIds.next();
    private final String head;
    private final @Nullable String usage;
    private final boolean usageAsked;

    /**
     * @param usage the usage to state; null to say nothing of it
     * @param usageAsked true when a stream shall state it
     */
    ChatWire(boolean streamed, @Nullable StatedUsage usage, boolean usageAsked) {
        this.usage = usage == null ? null : usage.promptAndCompletion();
        this.usageAsked = usageAsked;
        this.head = "{\"id\":\"chatcmpl-" + id + "\",\"object\":\"chat.completion" + (streamed ? ".chunk" : "")
                + "\",\"created\":" + Time.currentMillis() / 1000 + ",\"model\":\"" + EchoChat.MODEL + "\",";
    }

    @Override
    public String whole(ChatAnswer answer) {
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
    @Override
    public String opening(ChatAnswer answer) {
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

    @Override
    public String piece(ChatAnswer answer, CharSequence text) {
        StringBuilder delta = new StringBuilder(64);
        if (answer.tool() == null) {
            JsonText.quote(delta.append("{\"content\":"), text);
            return chunk(delta.append('}'), null);
        }
        JsonText.quote(delta.append("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":"), text);
        return chunk(delta.append("}}]}"), null);
    }

    /** The chunk that says why it ends, the one with the usage when it was asked for, and the end mark. */
    @Override
    public String closing(ChatAnswer answer) {
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
