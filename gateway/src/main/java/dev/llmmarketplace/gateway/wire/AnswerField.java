package dev.llmmarketplace.gateway.wire;

/** Names that matter in an answer's usage and content, of OpenAI's and Anthropic's dialects. */
enum AnswerField {
    PROMPT,
    /** The prompt as Anthropic and OpenAI's responses name it. */
    INPUT,
    PROMPT_DETAILS,
    COMPLETION,
    COMPLETION_DETAILS,
    TOTAL,
    CACHED,
    CACHE_WRITTEN,
    /** Anthropic's names: what they count is not in the input. */
    CACHED_APART,
    CACHE_WRITTEN_APART,
    CACHE_WRITTEN_5M,
    CACHE_WRITTEN_1H,
    AUDIO,
    REASONING,
    /** What a model wrote: text, reasoning, a refusal, arguments of a tool. */
    CONTENT,
    OTHER;

    static AnswerField of(MemberName name) {
        return switch (name.length()) {
            case 4 -> name.is("text") ? CONTENT : OTHER;
            case 7 -> name.is("content") || name.is("refusal") ? CONTENT : OTHER;
            case 8 -> name.is("thinking") ? CONTENT : OTHER;
            case 9 -> name.is("arguments") || name.is("reasoning") ? CONTENT : OTHER;
            case 10 -> name.is("transcript") ? CONTENT : OTHER;
            case 12 -> twelve(name);
            case 13 -> thirteen(name);
            case 15 -> name.is("thinking_tokens") ? REASONING : OTHER;
            case 16 -> name.is("reasoning_tokens") ? REASONING : OTHER;
            case 17 -> name.is("completion_tokens") ? COMPLETION : name.is("reasoning_content") ? CONTENT : OTHER;
            case 18 -> name.is("cache_write_tokens") ? CACHE_WRITTEN : OTHER;
            case 20 -> name.is("input_tokens_details") ? PROMPT_DETAILS : OTHER;
            case 21 -> twentyOne(name);
            case 23 -> twentyThree(name);
            case 25 -> twentyFive(name);
            case 27 -> name.is("cache_creation_input_tokens") ? CACHE_WRITTEN_APART : OTHER;
            default -> OTHER;
        };
    }

    private static AnswerField twelve(MemberName name) {
        if (name.is("total_tokens")) {
            return TOTAL;
        }
        if (name.is("input_tokens")) {
            return INPUT;
        }
        return name.is("audio_tokens") ? AUDIO : name.is("partial_json") ? CONTENT : OTHER;
    }

    private static AnswerField thirteen(MemberName name) {
        if (name.is("prompt_tokens")) {
            return PROMPT;
        }
        return name.is("output_tokens") ? COMPLETION : name.is("cached_tokens") ? CACHED : OTHER;
    }

    private static AnswerField twentyOne(MemberName name) {
        return name.is("prompt_tokens_details")
                ? PROMPT_DETAILS
                : name.is("output_tokens_details") ? COMPLETION_DETAILS : OTHER;
    }

    private static AnswerField twentyThree(MemberName name) {
        return name.is("cache_read_input_tokens") ? CACHED_APART : name.is("prompt_cache_hit_tokens") ? CACHED : OTHER;
    }

    private static AnswerField twentyFive(MemberName name) {
        if (name.is("completion_tokens_details")) {
            return COMPLETION_DETAILS;
        }
        return name.is("ephemeral_5m_input_tokens")
                ? CACHE_WRITTEN_5M
                : name.is("ephemeral_1h_input_tokens") ? CACHE_WRITTEN_1H : OTHER;
    }

    /** Takes down a figure; {@code details} says in which object of details it stands, if in one. */
    void take(ReportedUsage usage, AnswerField details, long value) {
        switch (this) {
            case PROMPT -> takePrompt(usage, false, value);
            case INPUT -> takePrompt(usage, true, value);
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
            case CACHED_APART -> {
                usage.cached = value;
                usage.cacheApart = true;
            }
            case CACHE_WRITTEN_APART -> {
                usage.cacheWritten = value;
                usage.cacheApart = true;
            }
            case CACHE_WRITTEN_5M -> usage.cacheWritten5m = value;
            case CACHE_WRITTEN_1H -> usage.cacheWritten1h = value;
            case REASONING -> usage.reasoning = value;
            case AUDIO -> takeAudio(usage, details, value);
            case PROMPT_DETAILS, COMPLETION_DETAILS, CONTENT, OTHER -> {}
        }
    }

    private static void takePrompt(ReportedUsage usage, boolean input, long value) {
        usage.prompt = value;
        usage.input = input;
        usage.present = true;
    }

    private static void takeAudio(ReportedUsage usage, AnswerField details, long value) {
        if (details == COMPLETION_DETAILS) {
            usage.audioCompletion = value;
        } else {
            usage.audioPrompt = value;
        }
    }
}
