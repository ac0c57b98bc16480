package dev.llmmarketplace.gateway.wire;

import dev.llmmarketplace.core.catalog.Dialect;
import java.nio.charset.StandardCharsets;

/** Measures the prompt of a request while it is read: its text, its media, and whether the provider adds to it. */
abstract class PromptReader extends JsonReader {
    private static final byte[] TYPE = name("type");
    private static final byte[] SOURCE = name("source");
    /** Kinds of sources that are text and no medium. */
    private static final byte[][] TEXTS = {name("text"), name("content")};

    private static final byte[][] MEDIA = {
        name("image_url"), name("input_audio"), name("file"), name("file_data"), name("file_url"), name("file_id")
    };

    final Route route;
    final Vocabulary vocabulary;
    private boolean counting;
    private long characters;
    private long tokens;
    private int media;
    private long mediaBytes;
    private boolean open;

    PromptReader(Route route, byte[] bytes, int length) {
        super(bytes, length);
        this.route = route;
        this.vocabulary = Vocabulary.of(route);
    }

    static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    final PromptSize promptSize() {
        return new PromptSize(characters, tokens, end - mediaBytes, media, mediaBytes, open);
    }

    /** Reads a prompt, or several, each of which is answered: texts, or lists of tokens. Returns how many there are. */
    final int prompt() throws Malformed {
        counting = true;
        int several = 0;
        if (peek() == '[') {
            at++;
            for (boolean first = true; more(']', first); first = false) {
                byte item = peek();
                several += item == '"' || item == '[' ? 1 : 0;
                skip(2);
            }
        } else {
            skip(1);
        }
        counting = false;
        return Math.max(1, several);
    }

    /** The prompt, and all that only the provider understands. */
    final void content() throws Malformed {
        counting = isAmong(vocabulary.text());
        open |= isAmong(vocabulary.open()) && peek() != 'n';
        skip(1);
        counting = false;
    }

    /** Looks for tools that the provider runs itself, whose results it adds to the prompt. */
    final void tools() throws Malformed {
        if (peek() != '[') {
            skip(1);
            return;
        }
        at++;
        for (boolean first = true; more(']', first); first = false) {
            if (peek() == '{') {
                tool();
            } else {
                skip(2);
            }
        }
    }

    private void tool() throws Malformed {
        at++;
        for (boolean first = true; more('}', first); first = false) {
            name();
            if (nameIs(TYPE) && peek() == '"') {
                string();
                open |= !isAmong(vocabulary.callersTools());
            } else {
                skip(3);
            }
        }
    }

    /** Reads a value; true when it is an object of that {@code type}. */
    final boolean typeIs(byte[] wanted) throws Malformed {
        if (peek() != '{') {
            skip(1);
            return false;
        }
        at++;
        boolean found = false;
        for (boolean first = true; more('}', first); first = false) {
            name();
            if (nameIs(TYPE) && peek() == '"') {
                string();
                found = nameIs(wanted);
            } else {
                skip(2);
            }
        }
        return found;
    }

    /** True when the last string is one of {@code names}. */
    final boolean isAmong(byte[][] names) {
        for (byte[] name : names) {
            if (nameIs(name)) {
                return true;
            }
        }
        return false;
    }

    @Override
    final void member(int depth) throws Malformed {
        if (counting && route.dialect() == Dialect.ANTHROPIC && nameIs(SOURCE) && peek() == '{') {
            source(depth + 1);
        } else if (counting && isAmong(MEDIA)) {
            medium(depth);
        } else {
            skip(depth);
        }
    }

    private void medium(int depth) throws Malformed {
        int from = at;
        counting = false;
        skip(depth);
        counting = true;
        media++;
        mediaBytes += at - from;
    }

    /** Where an image or a document comes from; a document may be text. */
    private void source(int depth) throws Malformed {
        int from = at++;
        long before = characters;
        boolean text = false;
        for (boolean first = true; more('}', first); first = false) {
            name();
            if (nameIs(TYPE) && peek() == '"') {
                string();
                text = isAmong(TEXTS);
            } else {
                skip(depth);
            }
        }
        if (!text) {
            characters = before;
            media++;
            mediaBytes += at - from;
        }
    }

    @Override
    final void stringValue() {
        if (counting) {
            characters += stringCharacters;
        }
    }

    @Override
    final void numberValue() {
        if (counting) {
            tokens++;
        }
    }
}
