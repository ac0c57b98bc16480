package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Portkey's gateway, from npm. One process: it knows no workers. It listens on every interface. */
record PortkeyPeer() implements Peer {
    private static final String VERSION = "1.15.2";
    private static final String PACKAGE = "node_modules/@portkey-ai/gateway/build/start-server.js";

    @Override
    public Contender contender() {
        return Contender.PORTKEY;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String switchedOn() {
        return "relay only: no keys of its own, no limits, no budgets, no metering";
    }

    @Override
    public Path program(Path home) {
        return home.resolve(PACKAGE);
    }

    @Override
    public List<List<String>> installation(Path home) throws IOException {
        // Its newest @hono/node-server holds streams back.
        Files.writeString(home.resolve("package.json"), """
                {"private":true,"dependencies":{"@portkey-ai/gateway":"%s"},"overrides":{"@hono/node-server":"1.13.8"}}
                """.formatted(VERSION));
        return List.of(List.of("npm", "install", "--no-audit", "--no-fund"));
    }

    @Override
    public Launch launch(Path home, Path scratch, URI upstream, Credentials credentials, int workers, int port) {
        return new Launch(
                List.of("node", program(home).toString(), "--port=" + port, "--headless"),
                Map.of("NODE_ENV", "production", "TRUSTED_CUSTOM_HOSTS", upstream.getHost()));
    }

    @Override
    public Map<String, String> headers(URI upstream) {
        return Map.of("x-portkey-provider", "openai", "x-portkey-custom-host", upstream.toString());
    }
}
