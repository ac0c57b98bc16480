package dev.llmmarketplace.server.cli.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The time to the first token of a stream: from the last byte of the request to the first event of the answer, over one
 * connection that sends its next request when the answer to the last one is complete. Sockets of its own, because what a
 * client library adds is as much as what is measured.
 */
final class FirstToken {
    private static final byte[] EVENT = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** Streams before those that count. */
    static final int WARM_UP = 500;

    private final URI address;
    private final byte[] request;

    private FirstToken(Target target) {
        this.address = target.address();
        byte[] body = target.body().getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                        + "\r\nAuthorization: Bearer " + target.key() + "\r\nContent-Type: application/json"
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
    }

    /** Times in microseconds, in ascending order. */
    record Times(long[] sorted) {
        /** @param part between 0 and 1 */
        long percentile(double part) {
            return sorted[Math.min(sorted.length - 1, (int) (sorted.length * part))];
        }
    }

    /** Takes {@code count} times after some that do not count. */
    static Times measure(Target target, int count) throws IOException {
        FirstToken client = new FirstToken(target);
        try (Socket socket = new Socket(InetAddress.getByName(client.address.getHost()), client.address.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            for (int i = 0; i < WARM_UP; i++) {
                client.time(socket.getOutputStream(), in);
            }
            long[] micros = new long[count];
            for (int i = 0; i < count; i++) {
                micros[i] = client.time(socket.getOutputStream(), in) / 1000;
            }
            Arrays.sort(micros);
            return new Times(micros);
        }
    }

    private long time(OutputStream out, InputStream in) throws IOException {
        out.write(request);
        long sent = System.nanoTime();
        readBehind(in, EVENT);
        long arrived = System.nanoTime();
        readBehind(in, LAST_CHUNK);
        return arrived - sent;
    }

    /** {@code mark} must not begin again within itself, but for its first byte. */
    private static void readBehind(InputStream in, byte[] mark) throws IOException {
        int matched = 0;
        while (matched < mark.length) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended in the middle of a stream");
            }
            matched = next == mark[matched] ? matched + 1 : next == mark[0] ? 1 : 0;
        }
    }
}
