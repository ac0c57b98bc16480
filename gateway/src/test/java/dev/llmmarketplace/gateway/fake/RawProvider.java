package dev.llmmarketplace.gateway.fake;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A provider on a bare socket: it can break every rule of HTTP. Each connection is served by a thread of its own. */
public final class RawProvider implements AutoCloseable {
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong written = new AtomicLong();

    /** What happens on a connection once a request has come; it is closed behind it. */
    public interface Behaviour {
        void answer(Wire wire) throws IOException, InterruptedException;
    }

    /** The provider's end of a connection. */
    public final class Wire {
        private final Socket socket;

        private Wire(Socket socket) {
            this.socket = socket;
        }

        public void send(String bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
            out.write(all);
            out.flush();
            written.addAndGet(all.length);
        }

        /** Waits for another request on this connection; false when the other side has hung up. */
        public boolean next() throws IOException {
            return socket.getInputStream().read(new byte[64 * 1024]) > 0;
        }

        /** Closes it so that the other side sees a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Does nothing until the other side hangs up. */
        public void hold() throws IOException {
            while (socket.getInputStream().read() >= 0) {}
        }
    }

    public RawProvider(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Wire wire = new Wire(socket);
            if (wire.next()) {
                behaviour.answer(wire);
            }
        } catch (IOException | InterruptedException e) {
            // The gateway has hung up, which is for a test to notice.
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    public int connections() {
        return connections.get();
    }

    /** Bytes that the network has taken. */
    public long written() {
        return written.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
