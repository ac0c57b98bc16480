package dev.llmmarketplace.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.llmmarketplace.server.cli.Commands.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportOpenApiCommandTest {
    private static final String DOCUMENT = """
            openapi: 3.1.0
            info: {title: Chat, version: 1.0.0}
            servers: [{url: /v1}]
            paths: {/chat/completions: {post: {responses: {"200": {description: The answer.}}}}}
            """;

    @TempDir
    Path directory;

    private HttpServer host;

    @BeforeEach
    void start() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.createContext("/openapi.yaml", exchange -> {
            byte[] body = DOCUMENT.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        host.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("location", "/moved");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        host.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 << 10];
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                exchange.close(); // its reader has had enough
            }
        });
        host.start();
    }

    @AfterEach
    void stop() {
        host.stop(0);
    }

    @Test
    void aDocumentAtAnAddressBecomesADraft() {
        Path target = directory.resolve("manifest.yaml");
        Result result = Commands.bare("import", "openapi", at("/openapi.yaml"), "--to", target.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(target).content().contains("dialect: openai", "# TODO /provider: ");
        assertThat(result.err()).contains("todo: /pricing/model: ", "the server /v1 is left out: it is for trials");
    }

    @Test
    void aFileIsNotOverwritten() throws IOException {
        Path document = Files.writeString(directory.resolve("openapi.yaml"), DOCUMENT);
        Result result = Commands.bare("import", "openapi", document.toString(), "--to", document.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(document).hasContent(DOCUMENT);
    }

    @Test
    void redirectsAreNotFollowed() {
        Result result = Commands.bare("import", "openapi", at("/moved"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("redirects are not followed");
    }

    @Test
    void noMoreIsReadThanIsAllowed() {
        Result result = Commands.bare("import", "openapi", at("/endless"));
        assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("Cannot read " + at("/endless"));
    }

    @Test
    void aHundredMegabytesAreRefusedAfterTheFirstFour() throws IOException {
        Result result = Commands.bare("import", "openapi", hundredMegabytes().toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("more than 4194304 bytes");
    }

    @Test
    void aManifestOfAHundredMegabytesIsNotEvenSent() throws IOException {
        Result result = Commands.bare("publish", hundredMegabytes().toString());
        assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(result.err()).contains("more than 1048576 bytes");
    }

    /** Takes no room on the disk. */
    private Path hundredMegabytes() throws IOException {
        Path file = directory.resolve("large.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(100_000_000);
        }
        return file;
    }

    private String at(String path) {
        return "http://127.0.0.1:" + host.getAddress().getPort() + path;
    }
}
