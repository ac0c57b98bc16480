package dev.llmmarketplace.server.provider;

/** What an answer says of its usage, true or not. */
record StatedUsage(long prompt, long completion) {

    /** As chat completions, completions and embeddings state it. */
    String promptAndCompletion() {
        return "{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion) + "}";
    }

    /** As responses state it. */
    String inputAndOutput() {
        return "{\"input_tokens\":" + prompt + ",\"input_tokens_details\":{\"cached_tokens\":0},\"output_tokens\":"
                + completion + ",\"output_tokens_details\":{\"reasoning_tokens\":0},\"total_tokens\":"
                + (prompt + completion) + "}";
    }

    /** As Anthropic's messages state it, with so many answer tokens so far. */
    String anthropic(long soFar) {
        return "{\"input_tokens\":" + prompt + ",\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,"
                + "\"output_tokens\":" + soFar + "}";
    }
}
