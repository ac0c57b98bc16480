package dev.llmmarketplace.server.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real wrk and the real nginx before a small server. */
final class YardstickTest {
    private static final int CONNECTIONS = 4;

    private final AtomicLong served = new AtomicLong();
    private HttpServer server;

    @TempDir
    private Path scratch;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/good", exchange -> {
            boolean asExpected = new String(exchange.getRequestBody().readAllBytes(), UTF_8).equals("{\"a\":1}")
                    && "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && "a: b".equals(exchange.getRequestHeaders().getFirst("x-more"));
            exchange.sendResponseHeaders(asExpected ? 200 : 400, -1);
            served.incrementAndGet();
            exchange.close();
        });
        server.createContext("/bad", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void loadCountsEveryAnswerAndSendsBodyKeyAndHeaders() throws IOException {
        Load load = new LoadGenerator(scratch).run(target(address("/good")), CONNECTIONS, 1);

        assertThat(load.errors()).isZero();
        assertThat(served.get()).isBetween(load.requests(), load.requests() + CONNECTIONS);
        assertThat(load.p99Micros()).isGreaterThanOrEqualTo(load.p50Micros());
    }

    @Test
    void loadReportsErrorsInsteadOfCallingThemFast() throws IOException {
        Load load = new LoadGenerator(scratch).run(target(address("/bad")), CONNECTIONS, 1);

        assertThat(load.errors()).isEqualTo(load.requests()).isPositive();
    }

    @Test
    void nginxRelaysToTheUpstream() throws IOException {
        try (NginxProxy nginx = NginxProxy.before(address("/good"), scratch, 1)) {
            Load load = new LoadGenerator(scratch).run(target(nginx.address(address("/good"))), CONNECTIONS, 1);

            assertThat(load.errors()).isZero();
            assertThat(served.get()).isPositive();
            assertThat(nginx.pids()).hasSize(2);
        }
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Target target(URI address) {
        return new Target(address, "secret", Map.of("x-more", "a: b"), "{\"a\":1}");
    }
}
