package dev.llmmarketplace.server.rpc;

import dev.llmmarketplace.core.kernel.ErrorCode;
import dev.llmmarketplace.core.kernel.ProblemException;
import dev.llmmarketplace.gateway.OnBehalf;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The gRPC server on its port. */
public final class RpcServer implements AutoCloseable {
    /** For what stands around a body in its message. */
    private static final int ENVELOPE = 64 * 1024;

    private static final long KEEP_ALIVE_SECONDS = 60;

    private final Server server;
    private final DataPlaneDoor door;
    private final ExecutorService threads;
    private final Duration drain;

    private RpcServer(Server server, DataPlaneDoor door, ExecutorService threads, Duration drain) {
        this.server = server;
        this.door = door;
        this.threads = threads;
        this.drain = drain;
    }

    /**
     * @param mostBytes of a request's body, and of an answer's, which is held as a whole
     * @param drain how long calls under way may take when it closes
     */
    public record Settings(String host, int port, int mostBytes, Duration drain) {}

    /**
     * @param data where the data plane of this process answers
     * @throws ProblemException {@code UNAVAILABLE} when the port cannot be had
     */
    public static RpcServer start(Settings settings, URI data, OnBehalf onBehalf, InstantSource clock) {
        DataPlaneDoor door = new DataPlaneDoor(data, onBehalf, settings.mostBytes());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("rpc-", 0).factory());
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
                .executor(threads)
                .intercept(new Visitor.Noting())
                .addService(new Consumption(door, clock))
                .maxInboundMessageSize(settings.mostBytes() + ENVELOPE)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            door.close();
            threads.close();
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE,
                    "gRPC cannot be served on " + settings.host() + ":" + settings.port() + ": " + e.getMessage()
                            + ". Stop what uses the port, or choose another with grpc.port.");
        }
        return new RpcServer(server, door, threads, settings.drain());
    }

    public int port() {
        return server.getPort();
    }

    /** Takes no new calls and lets those that are under way finish, within the time they have. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(Math.max(1, drain.toMillis()), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        door.close();
        threads.shutdownNow();
    }
}
