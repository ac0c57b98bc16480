package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Ports of the loopback interface. */
final class Ports {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Ports() {}

    /** One that nobody listens on now. */
    static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when someone accepts connections on {@code port}; fails when {@code server} has ended before. */
    static void awaitOpen(int port, Child server) {
        awaitOpen(port, server, PATIENCE);
    }

    static void awaitOpen(int port, Child server, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!accepts(port)) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw server.failure("does not listen on port " + port);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
