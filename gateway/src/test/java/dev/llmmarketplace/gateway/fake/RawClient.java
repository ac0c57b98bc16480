package dev.llmmarketplace.gateway.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller on a bare socket: it can send what a library would not, read slowly and hang up. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a head of these lines. */
    public void head(String... lines) {
        send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public void post(String path, String key, String body) {
        send("POST " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + key
                + "\r\ncontent-type: application/json\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** All that comes until {@code text} has come or the connection ends. */
    public String readUntil(String text) {
        StringBuilder read = new StringBuilder();
        byte[] piece = new byte[64 * 1024];
        try {
            while (read.indexOf(text, Math.max(0, read.length() - piece.length - text.length())) < 0) {
                int length = socket.getInputStream().read(piece);
                if (length < 0) {
                    return read.toString();
                }
                read.append(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
            }
            return read.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
