package dev.llmmarketplace.gateway.wire;

import org.jspecify.annotations.Nullable;

/**
 * Watches the JSON of answers go by, in pieces of any size, and takes down the reported usage and the amount of content.
 * It never fails: bytes that are no JSON simply say nothing.
 *
 * <p>Reads whole answers and events of OpenAI's and Anthropic's dialects alike, by the members of the outermost object:
 * {@code usage}; {@code choices}, {@code output} and {@code content} with what a model wrote; {@code delta}, the same in
 * an event; {@code error}; {@code type}, which says how a stream ended; and {@code message} and {@code response}, which
 * wrap a usage in events. Names matter only in there. Characters are counted of the string values that a model wrote.
 */
public final class AnswerScanner {
    private enum Section {
        NONE,
        /** Around a usage or an error. */
        WRAPPER,
        USAGE,
        CHOICES,
        CONTENT,
        DELTA,
        ERROR
    }

    private static final int TRACKED_DEPTH = Long.SIZE;

    private final ReportedUsage usage = new ReportedUsage();
    private final MemberName name = new MemberName();
    /** The value of {@code type}. */
    private final MemberName kind = new MemberName();

    private final JsonNumber number = new JsonNumber();
    private Section section = Section.NONE;
    private AnswerField field = AnswerField.OTHER;
    /** Which of usage's objects of details the next numbers belong to. */
    private AnswerField details = AnswerField.OTHER;
    /** How deep the object is whose member the section is: 1, or 2 in a wrapper. */
    private int base = 1;

    private int depth;
    /** Bit d - 1 is set when the container at depth d is an object. */
    private long objects;

    private boolean inString;
    /** What the string that is being read is kept in; null when it is not. */
    private @Nullable MemberName kept;

    private boolean escaped;
    private boolean nameNext;
    private boolean kindNext;
    /** The wrapper is that of a stream's first event. */
    private boolean beginning;

    private boolean counting;

    private long characters;
    private long charactersBefore;
    private int choiceItems;
    private boolean usageHere;
    private boolean failed;
    private boolean ended;

    /** Begins a new document; what was counted stays. */
    public void restart() {
        section = Section.NONE;
        base = 1;
        depth = 0;
        inString = false;
        kept = null;
        escaped = false;
        nameNext = false;
        kindNext = false;
        counting = false;
        charactersBefore = characters;
        choiceItems = 0;
        usageHere = false;
        number.clear();
    }

    /** What was reported last. */
    public ReportedUsage usage() {
        return usage;
    }

    /** The provider has said it outside of what was scanned. */
    public void reported(long promptTokens, long answerTokens) {
        usage.prompt = promptTokens;
        usage.completion = answerTokens;
        usage.total = promptTokens + answerTokens;
        usage.present = true;
    }

    /** Characters of content in all documents so far. */
    public long characters() {
        return characters;
    }

    /** True when the present document has content. */
    boolean contentHere() {
        return characters > charactersBefore;
    }

    /** Items of {@code choices} in the present document. */
    public int choiceItems() {
        return choiceItems;
    }

    /** True when a document was an error or had one. */
    public boolean failed() {
        return failed;
    }

    /** True when a document said that it is the last of its stream. */
    boolean ended() {
        return ended;
    }

    /** True when the present document reported usage. */
    public boolean usageHere() {
        return usageHere;
    }

    public void scan(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at = inString ? string(bytes, at, to) : structure(bytes, at);
        }
    }

    private int string(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (!escaped && kept == null) {
                at = plain(bytes, at, to);
                if (at == to) {
                    return to;
                }
            }
            byte next = bytes[at++];
            if (escaped) {
                escaped = false;
            } else if (next == '\\') {
                escaped = true;
                characters += counting ? 1 : 0;
            } else if (next == '"') {
                endString();
                return at;
            }
            if (kept != null) {
                kept.add(next);
            }
        }
        return at;
    }

    /** Skips to a quote or backslash, or near the end. */
    private int plain(byte[] bytes, int from, int to) {
        int at = from;
        int counted = 0;
        while (at + Words.BYTES <= to && Words.insideString(bytes, at)) {
            counted += counting ? Words.characters(bytes, at) : 0;
            at += Words.BYTES;
        }
        while (at < to && bytes[at] != '"' && bytes[at] != '\\') {
            counted += (bytes[at] & 0xC0) == 0x80 ? 0 : 1;
            at++;
        }
        characters += counting ? counted : 0;
        return at;
    }

    private void endString() {
        inString = false;
        counting = false;
        MemberName read = kept;
        kept = null;
        if (read == name) {
            nameNext = false;
            named();
        } else if (read == kind) {
            classified();
        }
    }

    private int structure(byte[] bytes, int at) {
        byte next = bytes[at];
        switch (next) {
            case '"' -> beginString();
            case '{' -> open(true);
            case '[' -> open(false);
            case '}', ']' -> close();
            case ',' -> {
                value();
                nameNext = inObject();
                kindNext = false;
            }
            default -> number.add(next);
        }
        return at + 1;
    }

    private boolean inObject() {
        return depth > 0 && depth <= TRACKED_DEPTH && (objects >>> depth - 1 & 1) != 0;
    }

    private void beginString() {
        inString = true;
        if (nameNext) {
            kept = name;
            name.clear();
        } else if (kindNext) {
            kept = kind;
            kind.clear();
            kindNext = false;
        } else {
            item();
            failed |= section == Section.ERROR && depth == base;
            counting = written();
        }
    }

    /** True when the string that begins is one that a model wrote. */
    private boolean written() {
        return switch (section) {
            case CHOICES, CONTENT -> field == AnswerField.CONTENT;
            case DELTA -> depth == 1 || field == AnswerField.CONTENT;
            case NONE, WRAPPER, USAGE, ERROR -> false;
        };
    }

    private void open(boolean object) {
        item();
        kindNext = false;
        depth++;
        if (depth <= TRACKED_DEPTH) {
            long bit = 1L << depth - 1;
            objects = object ? objects | bit : objects & ~bit;
        }
        nameNext = object;
        if (depth == base + 1 && object) {
            details = AnswerField.OTHER;
            failed |= section == Section.ERROR;
        } else if (depth == base + 2 && section == Section.USAGE) {
            details = field;
        }
    }

    /** A value begins: counted when it is an item of choices. */
    private void item() {
        if (section == Section.CHOICES && depth == 2) {
            choiceItems++;
        }
    }

    private void close() {
        value();
        if (depth == base + 2) {
            details = AnswerField.OTHER;
        }
        depth = Math.max(0, depth - 1);
        if (depth <= 1) {
            section = Section.NONE;
        } else if (depth == 2 && base == 2) {
            section = Section.WRAPPER;
        }
        nameNext = false;
    }

    /** A value ends: taken down when it is a figure of usage. */
    private void value() {
        if (number.present()) {
            if (section == Section.USAGE && (depth == base + 1 || depth == base + 2)) {
                field.take(usage, details, number.value());
                usage.provisional = base == 2 && beginning;
                usageHere |= usage.present;
            }
            number.clear();
        }
    }

    private void named() {
        if (depth == 1) {
            base = 1;
            field = AnswerField.OTHER;
            section = section(name);
            kindNext = name.is("type");
            beginning = name.is("message");
        } else if (depth == 2 && (section == Section.WRAPPER || base == 2)) {
            base = 2;
            section = name.is("usage") ? Section.USAGE : name.is("error") ? Section.ERROR : Section.WRAPPER;
        } else if (section != Section.NONE && section != Section.WRAPPER) {
            field = AnswerField.of(name);
        }
    }

    private static Section section(MemberName name) {
        return switch (name.length()) {
            case 5 ->
                name.is("usage")
                        ? Section.USAGE
                        : name.is("error") ? Section.ERROR : name.is("delta") ? Section.DELTA : Section.NONE;
            case 6 -> name.is("output") ? Section.CONTENT : Section.NONE;
            case 7 ->
                name.is("choices")
                        ? Section.CHOICES
                        : name.is("content") ? Section.CONTENT : name.is("message") ? Section.WRAPPER : Section.NONE;
            case 8 -> name.is("response") ? Section.WRAPPER : Section.NONE;
            default -> Section.NONE;
        };
    }

    private void classified() {
        switch (kind.length()) {
            case 5 -> failed |= kind.is("error");
            case 12 -> ended |= kind.is("message_stop");
            case 15 -> {
                failed |= kind.is("response.failed");
                ended |= kind.is("response.failed");
            }
            case 18 -> ended |= kind.is("response.completed");
            case 19 -> ended |= kind.is("response.incomplete");
            default -> {}
        }
    }
}
