package dev.llmmarketplace.server.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Load by {@code wrk}: a closed loop of connections, each sending its next request when the answer to the last one is
 * complete. It spends a few microseconds a request, so that on a small machine most of the time is left to what is
 * measured.
 */
final class LoadGenerator {
    private static final String SCRIPT = "load.lua";
    private static final String RESULT = "RESULT ";

    private final ObjectMapper json = new ObjectMapper();
    private final Path wrk;
    private final Path script;
    private final Path scratch;

    LoadGenerator(Path scratch) throws IOException {
        this.wrk = Tool.WRK.locate();
        this.scratch = scratch;
        this.script = Files.writeString(scratch.resolve(SCRIPT), Resources.text(SCRIPT));
    }

    /** Sends {@code target}'s request over {@code connections} connections for {@code seconds}. */
    Load run(Target target, int connections, int seconds) {
        try {
            Path body = Files.writeString(scratch.resolve("body.json"), target.body());
            return parse(output(target, body, connections, seconds));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String output(Target target, Path body, int connections, int seconds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                wrk.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=10s",
                "--script=" + script,
                target.address().toString()));
        builder.environment().put("BENCH_BODY", body.toString());
        builder.environment().put("BENCH_KEY", target.key());
        builder.environment().put("BENCH_HEADERS", lines(target.headers()));
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String lines(Map<String, String> headers) {
        return headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining("\n"));
    }

    private Load parse(String output) throws IOException {
        String result = output.lines()
                .filter(line -> line.startsWith(RESULT))
                .findFirst()
                .orElseThrow(() -> new IOException("wrk gave no result: " + output));
        JsonNode node = json.readTree(result.substring(RESULT.length()));
        return new Load(
                node.path("requests").asLong(),
                node.path("errors").asLong(),
                node.path("micros").asLong(),
                node.path("p50").asLong(),
                node.path("p99").asLong());
    }
}
