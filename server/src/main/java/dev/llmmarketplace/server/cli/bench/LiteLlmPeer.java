package dev.llmmarketplace.server.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** LiteLLM's proxy, from PyPI, with a master key and without its database. */
record LiteLlmPeer() implements Peer {
    private static final String VERSION = "1.106.2";
    private static final String MODEL = "bench";

    @Override
    public Contender contender() {
        return Contender.LITELLM;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String switchedOn() {
        return "one master key and usage counted in memory: no database, no limits, no budgets, no ledger";
    }

    @Override
    public Path program(Path home) {
        return home.resolve("venv/bin/litellm");
    }

    @Override
    public List<List<String>> installation(Path home) {
        return List.of(
                List.of("python3", "-m", "venv", "venv"),
                List.of("venv/bin/pip", "install", "--quiet", "litellm[proxy]==" + VERSION));
    }

    @Override
    public Launch launch(Path home, Path scratch, URI upstream, Credentials credentials, int workers, int port)
            throws IOException {
        Path configuration = scratch.resolve("litellm.yaml");
        Files.writeString(configuration, """
                model_list:
                  - model_name: %s
                    litellm_params: {model: "openai/%s", api_base: "%s", api_key: "%s"}
                general_settings: {master_key: "%s"}
                litellm_settings: {telemetry: false}
                """.formatted(
                        MODEL, Shop.upstreamModel(), upstream, credentials.upstream(), credentials.own()));
        return new Launch(
                List.of(
                        program(home).toString(),
                        "--config",
                        configuration.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--num_workers",
                        Integer.toString(workers)),
                Map.of("LITELLM_LOCAL_MODEL_COST_MAP", "True", "LITELLM_LOG", "ERROR"));
    }

    @Override
    public String model(String upstreamModel) {
        return MODEL;
    }

    @Override
    public String key(Credentials credentials) {
        return credentials.own();
    }
}
