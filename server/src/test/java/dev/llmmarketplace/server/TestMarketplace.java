package dev.llmmarketplace.server;

import dev.llmmarketplace.server.identity.FirstAdministrator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A whole marketplace in this process, with people in it. Limits on management requests are off. */
public final class TestMarketplace implements AutoCloseable {
    public static final String PASSWORD = "a long enough passphrase";

    private final AtomicInteger numbers = new AtomicInteger();
    private final Path data;
    private final Marketplace marketplace;
    private final FirstAdministrator administrator;
    private final Api nobody;
    private final Api root;

    public TestMarketplace() {
        this(builder -> {});
    }

    public TestMarketplace(java.util.function.Consumer<MarketplaceBuilder> change) {
        try {
            data = Files.createTempDirectory("marketplace-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MarketplaceBuilder builder = Marketplace.builder()
                .dataDirectory(data)
                .set("limits.login-per-minute", "0")
                .set("limits.register-per-hour", "0")
                .set("limits.reads-per-minute", "0")
                .set("limits.writes-per-minute", "0")
                .set("shutdown.drain", "1s");
        change.accept(builder);
        marketplace = builder.start();
        administrator = marketplace.firstAdministrator().orElseThrow();
        nobody = new Api(marketplace.address(), Optional.empty());
        root = nobody.as(administrator.email(), administrator.password().reveal());
    }

    public Marketplace marketplace() {
        return marketplace;
    }

    public Path data() {
        return data;
    }

    /** Not signed in. */
    public Api nobody() {
        return nobody;
    }

    /** The administrator of the first start. */
    public Api root() {
        return root;
    }

    /** A word that nothing else in this marketplace is called. */
    public String unique(String prefix) {
        return prefix + "-" + numbers.incrementAndGet();
    }

    /** Creates an organisation that may publish and consume; answers its id. */
    public String organisation(String slug) {
        return root.post(
                        "/api/v1/organisations",
                        "{\"slug\": \"%s\", \"name\": \"The %s\", \"provider\": true, \"consumer\": true}"
                                .formatted(slug, slug))
                .expect(201)
                .at("/id");
    }

    /** A new user of that organisation with those roles, signed in. */
    public Api user(String organisationId, String... roles) {
        String email = unique("user") + "@example.com";
        root.post("/api/v1/users", """
                        {"email": "%s", "password": "%s", "fullName": "A User", "organisationId": "%s", "roles": ["%s"]}
                        """.formatted(email, PASSWORD, organisationId, String.join("\", \"", roles)))
                .expect(201);
        return nobody.as(email, PASSWORD);
    }

    @Override
    public void close() {
        marketplace.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
