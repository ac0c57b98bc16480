package dev.llmmarketplace.it.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A caller on a bare socket: it may send what no library would, not read, or stop in the middle. */
final class RawCaller implements AutoCloseable {
    private final Socket socket;

    RawCaller(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
    }

    RawCaller send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** The head of a call whose body has {@code length} bytes. */
    RawCaller head(String key, int length) throws IOException {
        return send("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + key
                + "\r\ncontent-type: application/json\r\ncontent-length: " + length + "\r\n\r\n");
    }

    RawCaller post(String key, String body) throws IOException {
        return head(key, body.getBytes(StandardCharsets.UTF_8).length).send(body);
    }

    /** All that comes until {@code text} has come or the connection has ended. */
    String readUntil(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        byte[] piece = new byte[8192];
        while (read.indexOf(text) < 0) {
            int length = socket.getInputStream().read(piece);
            if (length < 0) {
                break;
            }
            read.append(new String(piece, 0, length, StandardCharsets.UTF_8));
        }
        return read.toString();
    }

    /** Reads whatever still comes; true when the connection ends after it, false when it only falls silent. */
    boolean ends() throws IOException {
        try {
            readUntil("what nobody says");
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
