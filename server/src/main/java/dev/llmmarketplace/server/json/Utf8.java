package dev.llmmarketplace.server.json;

import dev.llmmarketplace.core.kernel.Problem.Place;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Decodes strictly: what is no UTF-8 is refused with its place, never replaced. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    static String decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, out, true);
        out.flip();
        if (result.isError()) {
            throw Malformed.at(
                    end(out),
                    "UTF-8",
                    "byte 0x%02x cannot stand here".formatted(bytes[in.position()] & 0xff),
                    "Save the text in UTF-8.");
        }
        boolean marked = out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK;
        return marked ? out.subSequence(1, out.length()).toString() : out.toString();
    }

    private static Place end(CharBuffer read) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < read.length(); i++) {
            boolean newLine = read.get(i) == '\n';
            line += newLine ? 1 : 0;
            column = newLine ? 1 : column + 1;
        }
        return new Place(line, column);
    }
}
