package dev.llmmarketplace.gateway.fake;

import dev.llmmarketplace.core.catalog.CallableService;
import dev.llmmarketplace.core.catalog.Dialect;
import dev.llmmarketplace.gateway.GatewaySettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A provider with the service {@code acme/chat}, a consumer who is subscribed to it, and a gateway between them. */
public final class TestBed implements AutoCloseable {
    public static final String CHAT = "/v1/chat/completions";
    public static final String ASK =
            "{\"model\":\"acme/chat\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello, who are you?\"}]}";
    public static final String ASK_STREAM = "{\"stream\":true," + ASK.substring(1);

    public final Vertx vertx = Vertx.vertx();
    public final World world = new World();
    public final FakeProvider provider = new FakeProvider(vertx);
    public final CallableService service;
    public final Path journal = temporary();
    public final RunningGateway gateway;

    public TestBed() {
        this(settings -> settings);
    }

    public TestBed(UnaryOperator<GatewaySettings> change) {
        this(Dialect.OPENAI, change);
    }

    /** The same with a provider that speaks that dialect. */
    public TestBed(Dialect dialect) {
        this(dialect, settings -> settings);
    }

    private TestBed(Dialect dialect, UnaryOperator<GatewaySettings> change) {
        service = world.service("acme/chat", provider.url(), dialect, World.DOLLAR);
        world.subscribe(service, World.AMPLE);
        gateway = new RunningGateway(vertx, world, journal, change);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("journal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        provider.close();
        vertx.close().await();
        try (Stream<Path> files = Files.walk(journal)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
