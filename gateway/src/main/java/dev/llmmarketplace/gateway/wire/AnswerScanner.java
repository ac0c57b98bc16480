package dev.llmmarketplace.gateway.wire;

/**
 * Watches the JSON of answers go by, in pieces of any size, and takes down the reported usage and the amount of content.
 * It never fails: bytes that are no JSON simply say nothing.
 *
 * <p>Sections: the members {@code usage}, {@code choices} and {@code error} of the outermost object. Names matter only
 * in there. Characters are counted of the string values that a model wrote.
 */
public final class AnswerScanner {
    private enum Section {
        NONE,
        USAGE,
        CHOICES,
        ERROR
    }

    private static final int TRACKED_DEPTH = Long.SIZE;

    private final ReportedUsage usage = new ReportedUsage();
    private final MemberName name = new MemberName();
    private final JsonNumber number = new JsonNumber();
    private Section section = Section.NONE;
    private AnswerField field = AnswerField.OTHER;
    /** Which of usage's objects of details the next numbers belong to. */
    private AnswerField details = AnswerField.OTHER;

    private int depth;
    /** Bit d - 1 is set when the container at depth d is an object. */
    private long objects;

    private boolean inString;
    private boolean inName;
    private boolean escaped;
    private boolean nameNext;
    private boolean counting;

    private long characters;
    private int choiceItems;
    private boolean usageHere;
    private boolean failed;

    /** Begins a new document; what was counted stays. */
    public void restart() {
        section = Section.NONE;
        depth = 0;
        inString = false;
        escaped = false;
        nameNext = false;
        choiceItems = 0;
        usageHere = false;
        number.clear();
    }

    /** What was reported last. */
    public ReportedUsage usage() {
        return usage;
    }

    /** Characters of content in all documents so far. */
    public long characters() {
        return characters;
    }

    /** Items of {@code choices} in the present document. */
    public int choiceItems() {
        return choiceItems;
    }

    /** True when a document had an {@code error}. */
    public boolean failed() {
        return failed;
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
            if (!escaped && !inName) {
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
            if (inName) {
                name.add(next);
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
        if (inName) {
            inName = false;
            nameNext = false;
            named();
        }
        counting = false;
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
            inName = true;
            name.clear();
        } else {
            item();
            failed |= section == Section.ERROR && depth == 1;
            counting = section == Section.CHOICES && field == AnswerField.CONTENT;
        }
    }

    private void open(boolean object) {
        item();
        depth++;
        if (depth <= TRACKED_DEPTH) {
            long bit = 1L << depth - 1;
            objects = object ? objects | bit : objects & ~bit;
        }
        nameNext = object;
        if (depth == 2 && object) {
            beginSection();
        } else if (depth == 3 && section == Section.USAGE) {
            details = field;
        }
    }

    private void beginSection() {
        if (section == Section.USAGE) {
            usage.clear();
            details = AnswerField.OTHER;
        }
        failed |= section == Section.ERROR;
    }

    /** A value begins: counted when it is an item of choices. */
    private void item() {
        if (section == Section.CHOICES && depth == 2) {
            choiceItems++;
        }
    }

    private void close() {
        value();
        if (depth == 3) {
            details = AnswerField.OTHER;
        }
        depth = Math.max(0, depth - 1);
        if (depth <= 1) {
            section = Section.NONE;
        }
        nameNext = false;
    }

    /** A value ends: taken down when it is a figure of usage. */
    private void value() {
        if (number.present()) {
            if (section == Section.USAGE && (depth == 2 || depth == 3)) {
                field.take(usage, details, number.value());
                usageHere |= usage.present;
            }
            number.clear();
        }
    }

    private void named() {
        if (depth == 1) {
            section = name.is("usage")
                    ? Section.USAGE
                    : name.is("choices") ? Section.CHOICES : name.is("error") ? Section.ERROR : Section.NONE;
        } else if (section != Section.NONE) {
            field = AnswerField.of(name);
        }
    }
}
