package dev.llmmarketplace.it.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A provider on bare sockets that breaks what rules it likes: what it does to a request is chosen by a word in that. Each
 * connection is served by a thread of its own and is closed after one request.
 */
final class NastyUpstream implements AutoCloseable {
    static final String JSON = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    static final String EVENTS = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

    private static final int LONGEST_REQUEST = 64 * 1024;

    private final ServerSocket server;
    private final Map<String, Behaviour> behaviours;
    private final AtomicLong written = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();

    /** What happens once a request has come. */
    interface Behaviour {
        void answer(Wire wire) throws IOException, InterruptedException;
    }

    /** The provider's end of a connection. */
    final class Wire {
        private final Socket socket;

        private Wire(Socket socket) {
            this.socket = socket;
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            written.addAndGet(bytes.length);
        }

        /** The other side sees a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Says nothing more until the other side hangs up. */
        void hold() throws IOException {
            while (socket.getInputStream().read() >= 0) {
                // more of a request that nobody answers
            }
        }
    }

    private NastyUpstream(ServerSocket server, Map<String, Behaviour> behaviours) {
        this.server = server;
        this.behaviours = Map.copyOf(behaviours);
    }

    /** @param behaviours by the word that asks for them */
    static NastyUpstream start(Map<String, Behaviour> behaviours) throws IOException {
        NastyUpstream upstream =
                new NastyUpstream(new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()), behaviours);
        Thread.ofVirtual().start(upstream::accept);
        return upstream;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            byte[] bytes = new byte[LONGEST_REQUEST];
            int length = socket.getInputStream().read(bytes);
            String request = new String(bytes, 0, Math.max(0, length), StandardCharsets.UTF_8);
            for (var behaviour : behaviours.entrySet()) {
                if (request.contains(behaviour.getKey())) {
                    behaviour.getValue().answer(new Wire(socket));
                }
            }
        } catch (IOException | InterruptedException hungUp) {
            // which is for a test to notice
        }
    }

    URI address() {
        return URI.create("http://" + authority());
    }

    /** {@code host:port}. */
    String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Bytes that the network has taken so far. */
    long written() {
        return written.get();
    }

    int connections() {
        return connections.get();
    }

    /** An event of a chat with {@code text}. */
    static String chunk(String text) {
        return "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":"
                + "[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"},\"finish_reason\":null}]}\n\n";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
