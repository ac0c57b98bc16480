package dev.llmmarketplace.gateway.wire;

/** Names that matter in an answer's usage and choices. */
enum AnswerField {
    PROMPT,
    PROMPT_DETAILS,
    COMPLETION,
    COMPLETION_DETAILS,
    TOTAL,
    CACHED,
    CACHE_WRITTEN,
    AUDIO,
    REASONING,
    /** What a model wrote: text, reasoning, a refusal, arguments of a tool. */
    CONTENT,
    OTHER;

    static AnswerField of(MemberName name) {
        return switch (name.length()) {
            case 4 -> name.is("text") ? CONTENT : OTHER;
            case 7 -> name.is("content") || name.is("refusal") ? CONTENT : OTHER;
            case 9 -> name.is("arguments") || name.is("reasoning") ? CONTENT : OTHER;
            case 10 -> name.is("transcript") ? CONTENT : OTHER;
            case 12 -> name.is("total_tokens") ? TOTAL : name.is("audio_tokens") ? AUDIO : OTHER;
            case 13 -> name.is("prompt_tokens") ? PROMPT : name.is("cached_tokens") ? CACHED : OTHER;
            case 16 -> name.is("reasoning_tokens") ? REASONING : OTHER;
            case 17 -> seventeen(name);
            case 18 -> name.is("cache_write_tokens") ? CACHE_WRITTEN : OTHER;
            case 21 -> name.is("prompt_tokens_details") ? PROMPT_DETAILS : OTHER;
            case 23 -> name.is("prompt_cache_hit_tokens") ? CACHED : OTHER;
            case 25 -> name.is("completion_tokens_details") ? COMPLETION_DETAILS : OTHER;
            default -> OTHER;
        };
    }

    private static AnswerField seventeen(MemberName name) {
        return name.is("completion_tokens") ? COMPLETION : name.is("reasoning_content") ? CONTENT : OTHER;
    }

    /** Takes down a figure; {@code details} says in which object of details it stands, if in one. */
    void take(ReportedUsage usage, AnswerField details, long value) {
        switch (this) {
            case PROMPT -> {
                usage.prompt = value;
                usage.present = true;
            }
            case COMPLETION -> {
                usage.completion = value;
                usage.present = true;
            }
            case TOTAL -> {
                usage.total = value;
                usage.present = true;
            }
            case CACHED -> usage.cached = value;
            case CACHE_WRITTEN -> usage.cacheWritten = value;
            case REASONING -> usage.reasoning = value;
            case AUDIO -> takeAudio(usage, details, value);
            case PROMPT_DETAILS, COMPLETION_DETAILS, CONTENT, OTHER -> {}
        }
    }

    private static void takeAudio(ReportedUsage usage, AnswerField details, long value) {
        if (details == COMPLETION_DETAILS) {
            usage.audioCompletion = value;
        } else {
            usage.audioPrompt = value;
        }
    }
}
