package dev.llmmarketplace.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmmarketplace.it.process.Launcher;
import dev.llmmarketplace.it.process.Program;
import dev.llmmarketplace.it.process.RunningMarketplace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protocol's own conformance suite (0.1.13, the last that runs on Node.js 20) against {@code /mcp}: every scenario of a
 * server, but for those that want what a catalogue that is only read does not have. A scenario that a newer suite adds is
 * run until it is named here.
 */
final class McpConformanceIT {
    private static final String DIRECTORY =
            Launcher.root().resolve("it/clients/mcp").toString();

    private static final String FIXED_TOOLS =
            "calls a test tool by its fixed name; this server's tools are the catalogue's";
    private static final String NO_RESOURCES = "wants resources; this server declares tools only";
    private static final String NO_PROMPTS = "wants prompts; this server declares tools only";

    /** What is left out, and why. */
    private static final Map<String, String> EXCLUDED = Map.ofEntries(
            Map.entry(
                    "logging-set-level",
                    "wants the logging capability; a server without streams has no way to send logs"),
            Map.entry("completion-complete", "completes arguments of prompts and resources; there are none"),
            Map.entry("tools-call-simple-text", FIXED_TOOLS),
            Map.entry("tools-call-image", FIXED_TOOLS),
            Map.entry("tools-call-audio", FIXED_TOOLS),
            Map.entry("tools-call-embedded-resource", FIXED_TOOLS),
            Map.entry("tools-call-mixed-content", FIXED_TOOLS),
            Map.entry("tools-call-with-logging", FIXED_TOOLS),
            Map.entry("tools-call-error", FIXED_TOOLS),
            Map.entry("tools-call-with-progress", FIXED_TOOLS),
            Map.entry("tools-call-sampling", FIXED_TOOLS + ", and nothing here asks the client's model"),
            Map.entry("tools-call-elicitation", FIXED_TOOLS + ", and nothing here asks the client's user"),
            Map.entry("json-schema-2020-12", FIXED_TOOLS),
            Map.entry("elicitation-sep1034-defaults", FIXED_TOOLS + ", and nothing here asks the client's user"),
            Map.entry("elicitation-sep1330-enums", FIXED_TOOLS + ", and nothing here asks the client's user"),
            Map.entry("server-sse-polling", FIXED_TOOLS + ", and each request is answered at once, not by a stream"),
            Map.entry("resources-list", NO_RESOURCES),
            Map.entry("resources-read-text", NO_RESOURCES),
            Map.entry("resources-read-binary", NO_RESOURCES),
            Map.entry("resources-templates-read", NO_RESOURCES),
            Map.entry("resources-subscribe", NO_RESOURCES),
            Map.entry("resources-unsubscribe", NO_RESOURCES),
            Map.entry("prompts-list", NO_PROMPTS),
            Map.entry("prompts-get-simple", NO_PROMPTS),
            Map.entry("prompts-get-with-args", NO_PROMPTS),
            Map.entry("prompts-get-embedded-resource", NO_PROMPTS),
            Map.entry("prompts-get-with-image", NO_PROMPTS));

    @Test
    void theProtocolsOwnSuitePasses(@TempDir Path data) {
        Checks.run("npm-ci-mcp", List.of("npm", "--prefix", DIRECTORY, "ci", "--no-audit", "--no-fund"), Map.of());
        Set<String> scenarios = scenarios();
        assertThat(scenarios).as("scenarios that are excluded exist").containsAll(EXCLUDED.keySet());
        scenarios.removeAll(EXCLUDED.keySet());
        assertThat(scenarios).contains("server-initialize", "ping", "tools-list", "dns-rebinding-protection");
        try (RunningMarketplace marketplace = RunningMarketplace.on(data, Map.of())) {
            String url = marketplace.address().resolve("/mcp").toString();
            scenarios.forEach(scenario -> Checks.run(
                    "mcp-" + scenario,
                    conformance("server", "--url", url, "--scenario", scenario, "--output-dir", data + "/conformance"),
                    Map.of()));
        }
    }

    /** As {@code list} prints the servers': one below the other, up to an empty line. */
    private static Set<String> scenarios() {
        try (Program list = Program.start("mcp-list", conformance("list"), Map.of())) {
            assertThat(list.awaitExit()).as(list.output()).isZero();
            return new TreeSet<>(list.output()
                    .lines()
                    .dropWhile(line -> !line.startsWith("Server scenarios"))
                    .skip(1)
                    .takeWhile(line -> !line.isBlank())
                    .map(line -> line.replaceFirst("^\\s*-\\s*", "").strip())
                    .toList());
        }
    }

    private static List<String> conformance(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("node", DIRECTORY + "/node_modules/@modelcontextprotocol/conformance/dist/index.js"));
        command.addAll(List.of(arguments));
        return command;
    }
}
