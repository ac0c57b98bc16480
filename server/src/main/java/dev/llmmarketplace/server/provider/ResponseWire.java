package dev.llmmarketplace.server.provider;

import dev.llmmarketplace.core.kernel.Time;
import org.jspecify.annotations.Nullable;

/** OpenAI's responses: one item, a message or a call of a function. */
final class ResponseWire implements AnswerWire {
    private final String id = AnswerIds.next();
    private final long createdAt = Time.currentMillis() / 1000;
    private final @Nullable String usage;
    private int sequence;

    ResponseWire(@Nullable StatedUsage usage) {
        this.usage = usage == null ? null : usage.inputAndOutput();
    }

    @Override
    public String whole(ChatAnswer answer) {
        boolean complete = !answer.finishReason().equals("length");
        return response(complete ? "completed" : "incomplete", '[' + item(answer, true) + ']', usage);
    }

    private String response(String status, String output, @Nullable String usage) {
        String details = status.equals("incomplete") ? "{\"reason\":\"max_output_tokens\"}" : "null";
        return "{\"id\":\"resp_" + id + "\",\"object\":\"response\",\"created_at\":" + createdAt + ",\"status\":\""
                + status
                + "\",\"error\":null,\"incomplete_details\":" + details + ",\"instructions\":null,\"metadata\":{},"
                + "\"model\":\"" + EchoChat.MODEL + "\",\"output\":" + output + ",\"parallel_tool_calls\":true,"
                + "\"temperature\":1.0,\"tool_choice\":\"auto\",\"tools\":[],\"top_p\":1.0,\"usage\":" + usage + "}";
    }

    private String item(ChatAnswer answer, boolean done) {
        String status = done ? "completed" : "in_progress";
        StringBuilder json = new StringBuilder(answer.text().length() + 160);
        if (answer.tool() == null) {
            json.append("{\"id\":\"msg_")
                    .append(id)
                    .append("\",\"type\":\"message\",\"status\":\"")
                    .append(status);
            json.append("\",\"role\":\"assistant\",\"content\":[");
            return json.append(done ? part(answer.text()) : "").append("]}").toString();
        }
        json.append("{\"id\":\"fc_")
                .append(id)
                .append("\",\"type\":\"function_call\",\"status\":\"")
                .append(status);
        json.append("\",\"call_id\":\"call_").append(id).append("\",\"name\":");
        JsonText.quote(json, answer.tool());
        JsonText.quote(json.append(",\"arguments\":"), done ? answer.text() : "");
        return json.append('}').toString();
    }

    private static String part(String text) {
        StringBuilder json = new StringBuilder(text.length() + 64).append("{\"type\":\"output_text\",\"text\":");
        JsonText.quote(json, text);
        return json.append(",\"annotations\":[],\"logprobs\":[]}").toString();
    }

    @Override
    public String opening(ChatAnswer answer) {
        String begun = ",\"response\":" + response("in_progress", "[]", null);
        String opening = event("response.created", begun)
                + event("response.in_progress", begun)
                + event("response.output_item.added", ",\"output_index\":0,\"item\":" + item(answer, false));
        return answer.tool() == null
                ? opening + event("response.content_part.added", place(answer) + ",\"part\":" + part(""))
                : opening;
    }

    @Override
    public String piece(ChatAnswer answer, CharSequence text) {
        StringBuilder members = new StringBuilder(place(answer)).append(",\"delta\":");
        JsonText.quote(members, text);
        return answer.tool() == null
                ? event("response.output_text.delta", members.append(",\"logprobs\":[]"))
                : event("response.function_call_arguments.delta", members);
    }

    @Override
    public String closing(ChatAnswer answer) {
        boolean complete = !answer.finishReason().equals("length");
        return itemDone(answer)
                + event("response.output_item.done", ",\"output_index\":0,\"item\":" + item(answer, true))
                + event(complete ? "response.completed" : "response.incomplete", ",\"response\":" + whole(answer));
    }

    private String itemDone(ChatAnswer answer) {
        StringBuilder members = new StringBuilder(place(answer));
        if (answer.tool() != null) {
            JsonText.quote(members.append(",\"name\":"), answer.tool());
            JsonText.quote(members.append(",\"arguments\":"), answer.text());
            return event("response.function_call_arguments.done", members);
        }
        JsonText.quote(members.append(",\"text\":"), answer.text());
        return event("response.output_text.done", members.append(",\"logprobs\":[]"))
                + event("response.content_part.done", place(answer) + ",\"part\":" + part(answer.text()));
    }

    private String place(ChatAnswer answer) {
        return answer.tool() == null
                ? ",\"item_id\":\"msg_" + id + "\",\"output_index\":0,\"content_index\":0"
                : ",\"item_id\":\"fc_" + id + "\",\"output_index\":0";
    }

    private String event(String type, CharSequence members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":" + sequence++ + members
                + "}\n\n";
    }
}
